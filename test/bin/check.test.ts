// `npm run check`, with parts of the test's own.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../support/grade-file.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "check-parts-"));
  mkdirSync(join(folder, "bin"));
  cpSync(join(root, "bin/check.mjs"), join(folder, "bin/check.mjs"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function check(scripts: Record<string, string>, ...words: string[]) {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "parts", version: "1.0.0", scripts }));
  const { stdout, stderr, status } = spawnSync(process.execPath, ["bin/check.mjs", ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { stdout, stderr, status };
}

const GREEN = 'node -e "console.log(40 + 2)"';
const RED = 'node -e "process.exit(1)"';

test("runs each part, also after one that failed, and says at the end what became of each", () => {
  const { stdout, status } = check({ "check:one": RED, test: RED, "check:two": GREEN });
  expect(stdout).toMatch(/> check:one: \n[\s\S]*> check:two: \n\n42\n/);
  expect(stdout.trimEnd().split("\n").slice(-2)).toEqual(["FAILED check:one", "ok     check:two"]);
  expect(status).toBe(1);
});

test("ends with 0 when all parts do", () => {
  expect(check({ "check:one": GREEN })).toMatchObject({ status: 0 });
});

test("has the course graded anew, and asks that of no other part", () => {
  const words = 'node -e "console.log(process.argv.slice(1))" --';
  const { stdout, status } = check({ "check:one": words, "check:course": words }, "fresh");
  expect(stdout).toMatch(/> check:one: \n\n\[\]\n[\s\S]*> check:course: the course\n\n\[ 'fresh' \]\n/);
  expect(status).toBe(0);
});

test("says what to type for one lesson", () => {
  expect(check({}, "lesson", "3")).toEqual({
    stdout: "",
    stderr:
      "npm run check takes no words but `fresh`. Of the course alone: `npm run check:course lesson 3`.\n",
    status: 2,
  });
});
