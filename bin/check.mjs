// `npm run check`: every part of it, whatever becomes of the ones before, and at the end what became of each.
// `fresh` behind it has every answer graded, also those that were found right before.
// Each part is a script of package.json that begins with "check:", and can be run alone.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const WHAT = {
  "check:format": "format, lint, layers",
  "check:types": "types",
  "check:dead-code": "unused files, exports, dependencies",
  "check:rules": "linter's rules planted, public names, docstrings",
  "check:course": "the course",
};

const { scripts } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const words = process.argv.slice(2).join(" ");
const isFresh = words === "fresh";
if (words !== "" && !isFresh) {
  console.error(
    `npm run check takes no words but \`fresh\`. Of the course alone: \`npm run check:course ${words}\`.`,
  );
  process.exit(2);
}

const results = Object.keys(scripts)
  .filter((name) => name.startsWith("check:"))
  .map((name) => ({ name, isFine: runScript(name) }));

console.log(`\n${results.map(line).join("\n")}`);
process.exitCode = results.every(({ isFine }) => isFine) ? 0 : 1;

/** Runs a script with the npm that runs this one: `npm` itself is no program on Windows. */
function runScript(name) {
  console.log(`\n> ${name}: ${WHAT[name] ?? ""}\n`);
  const npm = process.env.npm_execpath;
  const options = { stdio: "inherit" };
  const script = isFresh && name === "check:course" ? [name, "fresh"] : [name];
  const { status, signal } =
    npm === undefined
      ? spawnSync("npm", ["run", "--silent", ...script], { ...options, shell: true })
      : spawnSync(process.execPath, [npm, "run", "--silent", ...script], options);
  // Ctrl-C is meant for all of it.
  if (signal !== null || status === 130) process.exit(130);
  return status === 0;
}

function line({ name, isFine }) {
  return `${isFine ? "ok    " : "FAILED"} ${name}`;
}
