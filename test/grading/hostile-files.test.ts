// Files that do not load, or lack what a task asks for.

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileSubmission } from "../../src/grading/compile.ts";
import type { CheckState, Grade, Reason } from "../../src/grading/index.ts";
import { built, fixture, gradeFile, root } from "../support/grade-file.ts";

let folder: string;

beforeAll(() => {
  // Beside the fixtures, because their imports are relative. What is not TypeScript is called .ts.txt there.
  folder = mkdtempSync(fixture("hostile/loads-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function copied(name: string): string {
  const file = join(folder, name.replace(/\.txt$/, ""));
  copyFileSync(fixture("hostile/loads", name), file);
  return file;
}

function gradeCopy(name: string): Promise<Grade> {
  return gradeFile("03-responses", copied(name));
}

const files: [name: string, state: CheckState, reason: Reason, message: string, line?: number][] = [
  [
    "syntax-error.ts.txt",
    "not-run",
    "syntax-error",
    "The file cannot be read as TypeScript (line 4, column 25): Unexpected token",
    4,
  ],
  [
    "imports-a-package.ts.txt",
    "not-run",
    "does-not-load",
    'The file cannot be loaded: Cannot import "lodash": a submission can import "#client", Node\'s own modules, and files beside it',
  ],
  ["throws.ts", "not-run", "does-not-load", "The file threw while it was loaded: RangeError: not today", 3],
  ["exits.ts", "crashed", "exited", "Loading the file ended the whole process with exit code 4."],
  [
    "loops.ts",
    "timed-out",
    "endless-loop",
    "Loading the file did not come back within 3 seconds: it is in an endless loop. It was at line 3.",
    3,
  ],
  [
    "never-settles.ts",
    "timed-out",
    "never-settled",
    "Loading the file did not finish within 3 seconds: its promise never settled.",
  ],
];

// Together: most of them only wait for a deadline.
test.concurrent.each(files)("%s says so in every check", async (name, state, reason, message, line) => {
  const { checks, couldNotGrade } = await gradeCopy(name);
  expect(couldNotGrade).toBeUndefined();
  expect(checks.length).toBeGreaterThan(40);
  expect(checks.map(({ state: each, failure }) => [each, failure?.reason, failure?.place?.line])).toEqual(
    checks.map(() => [state, reason, line]),
  );
  expect(new Set(checks.map(({ failure }) => failure?.message))).toEqual(new Set([message]));
});

const exported = "NotJson, NotSuccessful, fieldValues, getJson, getText, parseStatusLine";

test.each([
  ["missing-export.ts", `The file does not export a function statusClass. It exports: ${exported}.`],
  ["misspelt-export.ts", "The file does not export a function statusClass. It exports statusclass."],
  ["one-letter-missing.ts", "The file does not export a function statusClass. It exports statusClas."],
  [
    "default-export.ts",
    "The file does not export a function statusClass. It has a default export, and that has no name.",
  ],
  ["export-that-is-no-function.ts", "The file exports statusClass, and it is not a function."],
])("%s fails its own task and no other", async (name, message) => {
  const { checks } = await gradeCopy(name);
  const failed = checks.filter(({ state }) => state !== "passed");
  expect(failed.map(({ failure }) => failure)).toEqual(
    checks
      .filter(({ taskName }) => taskName === "statusClass")
      .map(() => expect.objectContaining({ reason: "missing-export", message })),
  );
  expect(failed).toHaveLength(6);
});

test("a file that exports nothing says so, and how the stub comes back", async () => {
  const { checks } = await gradeCopy("exports-nothing.ts");
  expect(new Set(checks.map(({ state }) => state))).toEqual(new Set(["failed"]));
  expect(checks[0]?.failure).toMatchObject({
    message: "The file does not export a function parseStatusLine. It exports nothing.",
    cause: expect.stringContaining("`reset`"),
  });
});

test.each([
  ["merge-left-open.ts.txt", "syntax-error", "Encountered diff marker", /^a merge that git left to you/],
  ["common-js.ts.txt", "missing-export", "a default export, and that has no name", /`module\.exports`/],
  ["says-require.ts.txt", "does-not-load", "require", /^CommonJS/],
  ["calls-while-it-loads.ts", "does-not-load", "ECONNREFUSED", /^a call outside of all functions/],
  ["never-settles.ts", "never-settled", "its promise never settled", /^an `await` outside of all functions/],
])("%s has a cause of its own", async (name, reason, words, cause) => {
  const { checks } = await gradeCopy(name);
  expect(checks[0]?.failure).toMatchObject({
    reason,
    message: expect.stringContaining(words),
    cause: expect.stringMatching(cause),
  });
});

test("the compiler's words are made a learner's", async () => {
  expect(await compileSubmission(copied("brace-left-open.ts.txt"), { root, built })).toMatchObject({
    reason: "syntax-error",
    problem: "Expected `}` but found the end of the file",
  });
  const file = join(folder, "utf-16.ts");
  writeFileSync(file, Buffer.from("\ufeffexport {};\n", "utf16le"));
  expect(await compileSubmission(file, { root, built })).toEqual({
    reason: "does-not-load",
    problem: "Cannot read utf-16.ts: its text is not UTF-8. Have the editor save it in that encoding.",
  });
});

test.each([
  ["nowhere.ts", "Cannot find the file nowhere.ts"],
  ["loads", "Cannot read loads: it is not a file"],
  ["loads/imports-a-missing-file.ts.txt", "Could not resolve './nowhere.ts' in imports-a-missing-file.ts"],
  ["loads/imports-a-device.ts.txt", "Could not resolve '/dev/zero' in imports-a-device.ts"],
])("%s does not load", async (name, problem) => {
  const file = name.endsWith(".txt") ? copied(name.replace("loads/", "")) : fixture("hostile", name);
  expect(await compileSubmission(file, { root, built })).toMatchObject({ reason: "does-not-load", problem });
});

test("a file of more than a mebibyte is not read", async () => {
  const file = join(folder, "large.ts");
  writeFileSync(file, " ".repeat(1024 * 1024 + 1));
  const problem = "Cannot read large.ts: it is larger than 1 MiB";
  expect(await compileSubmission(file, { root, built })).toEqual({ reason: "does-not-load", problem });
});
