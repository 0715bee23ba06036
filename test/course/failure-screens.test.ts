/**
 * What a learner reads when a check does not pass: real submissions, really graded, one whole screen for each kind of
 * failure in `failure-screens/`. Open one in a terminal with `cat`. After a wanted change, run vitest with `--update` and
 * read what changed, as a learner would.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { type Grade, gradeLesson, type Reason } from "../../src/grading/index.ts";
import { createTheme, renderGrade } from "../../src/screen/index.ts";
import { built, fixture, gradeAlone, root, UNTIL_MEMORY_IS_FULL } from "../support/grade-file.ts";
import { OF_199, OF_299, OF_399, OF_499, OF_599, OF_999 } from "../support/hostile.ts";

const SLUG = "03-responses";
const NOT_TYPESCRIPT = /\.txt$/;
const lesson = await loadLesson(root, SLUG);
const theme = createTheme({ width: 80, color: false });
const grades = new Map<string, Promise<Grade>>();
let folder: string;

beforeAll(() => {
  // Beside the fixtures, because their imports are relative. What does not compile is called .ts.txt there.
  folder = mkdtempSync(fixture("types-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A kind of failure: the submission, the task that is graded, and the check that is shown where it is not the first. */
interface Case {
  readonly name: string;
  readonly reason: Reason;
  readonly file: string;
  readonly task?: number;
  readonly check?: string;
}

const WRONG = `test/course/wrong-answers/${SLUG}`;
const FAILS = "test/fixtures/failures/fails-in-many-ways.ts";
const TALKS = "test/fixtures/failures/talks-in-many-ways.ts";

const cases: readonly Case[] = [
  {
    name: "wrong value",
    reason: "wrong-answer",
    file: `${WRONG}/parseStatusLine/cuts-the-reason-phrase-at-its-first-space.ts`,
  },
  {
    name: "wrong value on the wire",
    reason: "wrong-answer",
    file: `${WRONG}/getJson/decodes-piece-by-piece.ts`,
    task: 4,
  },
  {
    name: "wrong value inside the client",
    reason: "wrong-answer",
    file: `${WRONG}/parseStatusLine/keeps-the-status-code-a-string.ts`,
    task: 1,
    check: "works inside the client, over a real connection",
  },
  {
    name: "a promise for a value",
    reason: "wrong-answer",
    file: `${WRONG}/statusClass/returns-a-promise.ts`,
    task: 2,
  },
  {
    name: "returned and should have thrown",
    reason: "wrong-answer",
    file: `${WRONG}/parseStatusLine/accepts-two-spaces.ts`,
    task: 1,
  },
  {
    name: "connection left open",
    reason: "wrong-answer",
    file: TALKS,
    task: 3,
    check: "makes one exchange and closes the connection",
  },
  {
    name: "wrong requests",
    reason: "wrong-answer",
    file: TALKS,
    task: 3,
    check: "returns the value of a field",
  },
  { name: "threw", reason: "threw", file: FAILS, task: 2, check: OF_299 },
  {
    name: "threw another error",
    reason: "threw",
    file: `${WRONG}/parseStatusLine/throws-another-error.ts`,
    task: 1,
  },
  {
    name: "threw on the wire",
    reason: "threw",
    file: `${WRONG}/getJson/reads-the-body-twice.ts`,
    task: 4,
  },
  {
    name: "threw before the wire",
    reason: "threw",
    file: TALKS,
    task: 3,
    check: "takes no other name for it",
  },
  { name: "not written", reason: "not-written", file: `exercises/.original/${SLUG}.ts` },
  { name: "missing export", reason: "missing-export", file: "hostile/loads/missing-export.ts", task: 2 },
  { name: "misspelt export", reason: "missing-export", file: "hostile/loads/misspelt-export.ts", task: 2 },
  {
    name: "export that is no function",
    reason: "missing-export",
    file: "hostile/loads/export-that-is-no-function.ts",
    task: 2,
  },
  { name: "endless loop", reason: "endless-loop", file: FAILS, task: 2, check: OF_399 },
  {
    name: "endless loop after the answer",
    reason: "endless-loop",
    file: TALKS,
    task: 3,
    check: "does not mind the status code",
  },
  {
    name: "never settled",
    reason: "never-settled",
    file: TALKS,
    task: 3,
    check: "keeps a value with a comma in it whole",
  },
  { name: "exited", reason: "exited", file: FAILS, task: 2, check: OF_999 },
  { name: "crashed", reason: "crashed", file: FAILS, task: 2, check: OF_499 },
  {
    name: "out of memory",
    reason: "out-of-memory",
    file: "hostile/uses-up-memory.ts",
    task: 2,
    check: OF_199,
  },
  { name: "uncaught error", reason: "uncaught-error", file: FAILS, task: 2, check: OF_599 },
  { name: "syntax error", reason: "syntax-error", file: "hostile/loads/syntax-error.ts.txt" },
  { name: "imports a package", reason: "does-not-load", file: "hostile/loads/imports-a-package.ts.txt" },
  { name: "throws while it loads", reason: "does-not-load", file: "hostile/loads/throws.ts" },
  {
    name: "types beside a failure",
    reason: "wrong-answer",
    file: "types/wrong-in-both-ways.ts.txt",
    task: 2,
  },
];

// Signals, and the separators in the paths of fixtures, are others there.
describe.skipIf(process.platform === "win32")("the screen of", () => {
  test.each(cases)("$name", async ({ name, reason, check, ...submission }) => {
    const grade = await gradeOnce(submission);
    const shown = check === undefined ? grade : withOneFailure(grade, check);
    expect(shown.checks.find(({ state }) => state !== "passed")?.failure?.reason).toBe(reason);
    await expectGolden(name, shown);
  });

  test("types beside a pass", async () => {
    const grade = await gradeOnce({ file: "types/right-with-wrong-types.ts.txt", task: 2 });
    expect(grade.isPassed).toBe(true);
    await expectGolden("types beside a pass", grade);
  });

  test("a grader that stops", async () => {
    const files = { ...lesson.files, grader: fixture("graders/leaves-a-rejection.test.ts") };
    const submission = { file: join(root, "solutions", `${SLUG}.ts`) };
    const grade = await gradeLesson({ ...lesson, files }, submission, { root, built, seed: 1 });
    expect(grade.checks.map(({ failure }) => failure?.reason)).toContain("grader-stopped");
    await expectGolden("a grader that stops", grade);
  });
});

/** Grades each submission once, for all the screens that come from it. */
function gradeOnce({ file, task }: Pick<Case, "file" | "task">): Promise<Grade> {
  const key = `${file} ${task}`;
  const options = {
    ...(task !== undefined && { task }),
    ...(file.endsWith("uses-up-memory.ts") && UNTIL_MEMORY_IS_FULL),
    withoutTypes: false,
  };
  const grade = grades.get(key) ?? gradeAlone(lesson, { file: pathOf(file) }, options);
  grades.set(key, grade);
  return grade;
}

function pathOf(file: string): string {
  if (!NOT_TYPESCRIPT.test(file)) return /^(test|exercises)\//.test(file) ? join(root, file) : fixture(file);
  const copy = join(folder, file.split("/").at(-1)!.replace(NOT_TYPESCRIPT, ""));
  copyFileSync(fixture(file), copy);
  return copy;
}

/** As if the check were the only one that does not pass. */
function withOneFailure(grade: Grade, title: string): Grade {
  return {
    ...grade,
    checks: grade.checks.filter((check) => check.state === "passed" || check.title === title),
  };
}

async function expectGolden(name: string, grade: Grade): Promise<void> {
  const screen = alike(renderGrade({ ...grade, node: "v20.20.2" }, lesson, theme));
  await expect(`${screen}\n`).toMatchFileSnapshot(`failure-screens/${name.replace(/\W+/g, "-")}.txt`);
}

/** Without what differs from run to run. A port keeps its five digits, and with them every line its length. */
function alike(screen: string): string {
  return screen
    .replace(/(?<=Date: ).{29}/g, "Tue, 24 Nov 2026 09:00:00 GMT")
    .replace(/(?<=127\.0\.0\.1(?::|", ))\d{5}/g, "54321")
    .replaceAll(folder.slice(root.length + 1), "test/fixtures/types-");
}
