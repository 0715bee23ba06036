// Who may import whom is held by the linter. Here forbidden imports are planted, and the linter must object to each.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../support/grade-file.ts";

const FORBIDDEN: readonly (readonly [folder: string, specifier: string])[] = [
  ["src/wire", "node:fs"],
  ["src/wire", "../client/index.ts"],
  ["src/client", "../practice/index.ts"],
  ["src/client", "../wire/fields.ts"],
  ["src/practice", "../wire/index.ts"],
  ["src/practice", "../client/index.ts"],
  ["src/practice/faults", "../../client/index.ts"],
  ["src/practice/endpoints", "../../wire/index.ts"],
  ["src/course", "../screen/index.ts"],
  ["src/grading", "../client/index.ts"],
  ["src/grading", "../runner/main.ts"],
  ["src/grading/bridge", "../compile.ts"],
  ["src/grading/host", "../mistake.ts"],
  ["src/grading/host", "../../practice/index.ts"],
  ["src/grading/isolation", "../../practice/index.ts"],
  ["src/exchange", "../practice/index.ts"],
  ["src/exchange", "../client/connect.ts"],
  ["src/authoring", "../grading/grade-lesson.ts"],
  ["src/authoring", "../runner/main.ts"],
  ["src/authoring/check", "../../runner/main.ts"],
  ["src/authoring/check", "../../grading/compile.ts"],
  ["src/marking", "../grading/grade.ts"],
  ["src/marking", "../runner/main.ts"],
  ["src/marking/intake", "../mark-lesson.ts"],
  ["src/marking/class", "../../grading/grade.ts"],
  ["src/marking/class", "../../screen/index.ts"],
  ["src/marking/formats", "../mark-lesson.ts"],
  ["src/marking/formats", "../../screen/index.ts"],
  ["src/marking/formats", "node:fs"],
  ["src/packing", "../grading/index.ts"],
  ["src/packing", "../screen/prepare/index.ts"],
  ["src/screen", "../grading/grade-lesson.ts"],
  ["src/screen", "../marking/index.ts"],
  ["src/screen", "../exchange/index.ts"],
  ["src/screen", "node:process"],
  ["src/screen", "beautiful-mermaid"],
  ["src/screen", "shiki"],
  ["src/screen/prepare", "../../course/index.ts"],
];

const ALLOWED: typeof FORBIDDEN = [
  ["src/wire", "./octets.ts"],
  ["src/client", "../wire/index.ts"],
  ["src/practice", "../wire/transcript.ts"],
  ["src/practice/faults", "../staged-reply.ts"],
  ["src/practice/endpoints", "../reply.ts"],
  ["src/grading", "../practice/index.ts"],
  ["src/grading/host", "../bridge/values.ts"],
  ["src/grading/isolation", "../warm-engine.ts"],
  ["src/authoring", "../grading/compile.ts"],
  ["src/authoring", "../course/markdown.ts"],
  ["src/authoring/check", "../../grading/index.ts"],
  ["src/authoring/check", "../snippets.ts"],
  ["src/authoring", "../screen/prepare/index.ts"],
  ["src/authoring/check", "../run-snippet.ts"],
  ["src/authoring/check", "../../screen/index.ts"],
  ["src/exchange", "../client/index.ts"],
  ["src/exchange", "../wire/index.ts"],
  ["src/screen", "../exchange/observed.ts"],
  ["src/marking", "../grading/index.ts"],
  ["src/marking", "./intake/take-submission.ts"],
  ["src/marking/intake", "../safe-text.ts"],
  ["src/marking/formats", "../report.ts"],
  ["src/packing", "../course/index.ts"],
  ["src/packing", "../screen/tokens.ts"],
  ["src/screen", "../grading/grade.ts"],
  ["src/screen", "../marking/report.ts"],
  ["src/runner", "../grading/index.ts"],
];

const folder = mkdtempSync(join(tmpdir(), "layers-"));
let report = "";

beforeAll(() => {
  cpSync(join(root, "biome.json"), join(folder, "biome.json"));
  for (const [where, specifier] of [...FORBIDDEN, ...ALLOWED]) {
    const file = join(folder, plantedFile(where, specifier));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import { something } from "${specifier}";\n\nsomething();\n`);
  }
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const words = ["lint", "--vcs-enabled=false", "--reporter=github", "--max-diagnostics=none", "."];
  report = spawnSync(process.execPath, [biome, ...words], { cwd: folder, encoding: "utf8" }).stdout;
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(FORBIDDEN)("%s may not import %s", (where, specifier) => {
  expect(objections(where, specifier)).toHaveLength(1);
});

test.each(ALLOWED)("%s may import %s", (where, specifier) => {
  expect(objections(where, specifier)).toEqual([]);
});

function plantedFile(where: string, specifier: string): string {
  return `${where}/planted-${specifier.replace(/\W+/g, "-")}.ts`;
}

function objections(where: string, specifier: string): string[] {
  const file = plantedFile(where, specifier);
  return report
    .split("\n")
    .filter((line) => line.includes("noRestrictedImports") && line.includes(`${file},`));
}
