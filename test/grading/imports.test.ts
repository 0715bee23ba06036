// What a submission can import where it is to be sandboxed: it is compiled outside, where everything could be read.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileSubmission } from "../../src/grading/compile.ts";
import { built, root } from "../support/grade-file.ts";

let folder: string;
const inFolder = (...path: string[]) => join(folder, ...path);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "http-by-hand-imports-"));
  for (const each of ["anna/lib", "bela"]) mkdirSync(inFolder(each), { recursive: true });
  writeFileSync(inFolder("anna/lib/helper.ts"), "export const answer = 42;");
  writeFileSync(inFolder("anna/data.json"), '{ "answer": 42 }');
  for (const name of ["work.ts", "secret.json", "secret.txt"])
    writeFileSync(
      inFolder("bela", name),
      name.endsWith("ts") ? "export const answer = 42;" : '{ "answer": 42 }',
    );
  // Windows asks for a privilege.
  if (process.platform !== "win32") symlinkSync(inFolder("bela/work.ts"), inFolder("anna/link.ts"));
  symlinkSync(inFolder("bela"), inFolder("anna/linked"), "junction");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function problemOf(code: string, importsFrom = inFolder("anna")): Promise<string | undefined> {
  const file = inFolder("anna/submission.ts");
  writeFileSync(file, code);
  const compiled = await compileSubmission(file, { root, built, importsFrom });
  return "problem" in compiled ? compiled.problem : undefined;
}

test.each(["./lib/helper.ts", "./lib/../lib/helper.ts", "../anna/lib/helper.ts", "./data.json"])(
  "%s is in the folder that was handed in",
  async (path) => {
    expect(await problemOf(`export * from "${path}";`)).toBeUndefined();
  },
);

const OUTSIDE: readonly (readonly [what: string, path: () => string])[] = [
  ["a file beside the folder", () => "../bela/work.ts"],
  ["the same by an absolute path", () => inFolder("bela/work.ts").replaceAll("\\", "/")],
  ["the solution", () => join(root, "solutions/03-responses.ts").replaceAll("\\", "/")],
  ["what is in a linked folder", () => "./linked/work.ts"],
  ["data", () => "../bela/secret.json"],
  ["a text", () => "../bela/secret.txt"],
];

test.each(OUTSIDE)("%s is not", async (_, path) => {
  expect(await problemOf(`import * as stolen from "${path()}";\nexport { stolen };`)).toMatch(
    /^Cannot read [\w.-]+: it lies outside of the folder that was handed in$/,
  );
});

test.skipIf(process.platform === "win32")("nor is a symbolic link, imported or handed in", async () => {
  expect(await problemOf('export * from "./link.ts";')).toContain("lies outside");
  const options = { root, built, importsFrom: inFolder("anna") };
  const compiled = await compileSubmission(inFolder("anna/link.ts"), options);
  expect(compiled).toMatchObject({ problem: expect.stringContaining("lies outside") });
});

test("and a larger folder may have been handed in", async () => {
  expect(await problemOf('export * from "../bela/work.ts";', folder)).toBeUndefined();
});

test("what is missing is missing", async () => {
  expect(await problemOf('export * from "./nowhere.ts";')).not.toMatch(/outside/);
});
