// Starts the runner from its bundle, which is made first where it is missing. A file of its own, because an old Node
// cannot parse `import()` and would not get as far as the sentence in check-node.cjs.
const { pathToFileURL } = require("node:url");
const { join } = require("node:path");

void import("./build.mjs")
  .then(({ builtFolder }) => builtFolder(join(__dirname, "..")))
  .then((folder) => import(pathToFileURL(join(folder, "runner.mjs")).href));
