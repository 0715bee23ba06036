// Speed as ratios in one run, because a figure of a busy machine says nothing: `npm run bench`, or `npm run bench course`,
// `npm run bench watch`, `npm run bench class` and `npm run bench client` for a part of it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchClass } from "./bench-class.mjs";
import { benchClient } from "./bench-client.mjs";
import { benchWatch } from "./bench-watch.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const runs = 9;

const PARTS = { course: benchCourse, watch: benchWatch, class: benchClass, client: benchClient };
const [part] = process.argv.slice(2);
for (const [name, run] of Object.entries(PARTS)) if (part === undefined || part === name) await run();

function benchCourse() {
  // Outside of the course, whose vitest.config.ts would be found from within.
  const scratch = mkdtempSync(join(tmpdir(), "http-by-hand-bench-"));
  const read = [join(root, "bin/http-by-hand.cjs"), "lesson", "3", "read"];
  const check = [join(root, "bin/http-by-hand.cjs"), "lesson", "3", "check"];
  const trivial = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--root", scratch];
  writeTrivialTests(scratch);
  try {
    compare("lesson 3, from start to its text", read, "node -e 0", ["-e", "0"], 4);
    compare("lesson 3 check, cold", check, "vitest run on twelve trivial tests", trivial, 1.5);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function writeTrivialTests(scratch) {
  symlinkSync(join(root, "node_modules"), join(scratch, "node_modules"), "junction");
  const one = (number) => `test("${number}", () => { expect(${number}).toBe(${number}); });\n`;
  const tests = Array.from({ length: 12 }, (_, number) => one(number)).join("");
  writeFileSync(join(scratch, "trivial.test.js"), `import { expect, test } from "vitest";\n${tests}`);
}

/** Runs the two in turn, and prints the median of the ratios of neighbours. */
function compare(name, words, otherName, otherWords, goal) {
  time(words);
  const pairs = Array.from({ length: runs }, () => [time(words), time(otherWords)]);
  const ratio = median(pairs.map(([one, other]) => one / other));
  const [ms, otherMs] = [0, 1].map((side) => Math.round(median(pairs.map((pair) => pair[side]))));
  console.log(
    `${name}: ${ms} ms; ${otherName}: ${otherMs} ms; ratio ${ratio.toFixed(2)} (goal: at most ${goal})`,
  );
}

function time(words) {
  const start = performance.now();
  spawnSync(process.execPath, words, { cwd: root, stdio: "ignore" });
  return performance.now() - start;
}

function median(values) {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
