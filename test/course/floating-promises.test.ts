// A promise that nobody waits for is an error of the linter, wherever TypeScript is written. Here one is planted in each
// place, and the linter must object to it.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../support/grade-file.ts";

const FOLDERS = [
  "src/client",
  "src/grading",
  "src/authoring/check",
  "bin",
  "test/runner",
  "test/graders",
  "test/course/wrong-answers/01-a/b",
  "exercises/.original",
  "solutions",
];

const FLOATING = `import { work } from "./planted-work.ts";

export function start(): void {
  work();
}
`;
const WORK = "export async function work(): Promise<void> {}\n";

const folder = mkdtempSync(join(tmpdir(), "floating-"));
let report = "";

beforeAll(() => {
  cpSync(join(root, "biome.json"), join(folder, "biome.json"));
  for (const where of FOLDERS) {
    mkdirSync(join(folder, where), { recursive: true });
    writeFileSync(join(folder, where, "planted.ts"), FLOATING);
    writeFileSync(join(folder, where, "planted-work.ts"), WORK);
  }
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const words = ["lint", "--vcs-enabled=false", "--reporter=github", "--max-diagnostics=none", "."];
  report = spawnSync(process.execPath, [biome, ...words], { cwd: folder, encoding: "utf8" }).stdout;
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(FOLDERS)("%s may not leave a promise alone", (where) => {
  const objections = report.split("\n").filter((line) => line.includes(`${where}/planted.ts,`));
  expect(objections).toHaveLength(1);
  expect(objections[0]).toContain("noFloatingPromises");
  expect(objections[0]).toContain("line=4,");
});
