// Starts the runner from its bundle, which is made first where it is missing. A file of its own, because an old Node
// cannot parse `import()` and would not get as far as the sentence in check-node.cjs.
const { enableCompileCache } = require("node:module");
const { pathToFileURL } = require("node:url");
const { join } = require("node:path");

// Node 22 and later keep compiled code between runs; Node 20 does not know how.
if (enableCompileCache) enableCompileCache();

void import("./build.mjs")
  .then(({ builtFolder }) => builtFolder(join(__dirname, "..")))
  .then((folder) => import(pathToFileURL(join(folder, "runner.mjs")).href));
