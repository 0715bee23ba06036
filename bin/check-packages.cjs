// Without its packages the course cannot even be bundled, and what Node says then helps nobody. So they are looked for
// first: only whether they are there, which costs nothing. `npm run doctor` looks at their versions too.
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { dependencies } = require("../package.json");

const missing = Object.keys(dependencies).filter(
  (name) => !module.paths.some((folder) => existsSync(join(folder, name))),
);

if (missing.length > 0) {
  const some = missing.slice(0, 3).join(", ") + (missing.length > 3 ? " ..." : "");
  console.error(
    `${missing.length} of the ${Object.keys(dependencies).length} packages that the course needs are not installed (${some}): type \`npm ci\` in its folder and run the command again.`,
  );
  process.exit(3);
}
