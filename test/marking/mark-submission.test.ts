// One record for every marking: what passed, what did not, and what is nobody's fault.

import { copyFileSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCourse } from "../../src/course/index.ts";
import { type LessonReport, type MarkOptions, markSubmission, type Report } from "../../src/marking/index.ts";
import { parseChoices } from "../../src/marking/parse-choices.ts";
import { reportSchema } from "../../src/marking/report.ts";
import { tarFile, tarGzOf } from "../support/archives.ts";
import { type CourseCopy, copyCourse } from "../support/course-copy.ts";
import { built, fixture, root } from "../support/grade-file.ts";

let tiny: CourseCopy;
let folder: string;

beforeAll(() => {
  tiny = copyTinyCourse();
  folder = mkdtempSync(join(tmpdir(), "marking-"));
});

afterAll(() => {
  tiny.remove();
  rmSync(folder, { recursive: true });
});

/** With what TypeScript needs. */
function copyTinyCourse(): CourseCopy {
  const course = copyCourse(fixture("tiny-course"));
  cpSync(join(root, "exercises/tsconfig.json"), course.path("exercises/tsconfig.json"));
  symlinkSync(join(root, "node_modules"), course.path("node_modules"), "junction");
  return course;
}

function mark(options: Partial<MarkOptions> = {}) {
  return markSubmission({ root: tiny.folder, built, seed: 7, ...options });
}

/** Marks a submission from elsewhere that has one exercise. */
async function markText(text: string): Promise<LessonReport> {
  const from = join(folder, "one.tar.gz");
  writeFileSync(from, await tarGzOf([tarFile("exercises/01-hello.ts", text)]));
  const report = await mark({ from, lessons: ["01-hello"] });
  expect(JSON.stringify(report)).not.toContain("http-by-hand-submission");
  expect(reportSchema.parse(report)).toEqual(report);
  return report.lessons[0]!;
}

describe("the course's own exercises", () => {
  let course: CourseCopy;
  let report: Report;
  const soFar: Report[] = [];

  beforeAll(async () => {
    course = copyTinyCourse();
    copyFileSync(course.path("solutions/01-hello.ts"), course.path("exercises/01-hello.ts"));
    rmSync(course.path("exercises/03-last.ts"));
    report = await mark({ root: course.folder, onProgress: (each) => soFar.push(each) });
  });

  afterAll(() => course.remove());

  test("pass, are not written yet, or are not there", () => {
    expect(report.lessons.map(({ slug, verdict, points }) => [slug, verdict, points])).toEqual([
      ["01-hello", "passed", { earned: 1, most: 1 }],
      ["02-double", "failed", { earned: 0, most: 1 }],
      ["03-last", "not-submitted", { earned: 0, most: 1 }],
    ]);
    expect(report).toMatchObject({ verdict: "failed", points: { earned: 1, most: 3 } });
  });

  test("a stub is not written, and a file that is gone has no check that ran", () => {
    const [, stub, gone] = report.lessons;
    expect(stub!.tasks[0]!.checks[0]).toMatchObject({ state: "not-written", reason: "not-written" });
    expect(gone!.reason).toBe("exercises/03-last.ts is not there.");
    expect(gone!.tasks[0]!.checks).toEqual([
      { title: "returns it", state: "not-run", reason: "not-submitted", durationMs: expect.any(Number) },
    ]);
  });

  test("the record says what was marked, how, and by what", () => {
    expect(reportSchema.parse(report)).toEqual(report);
    expect(report.submission).toEqual({
      files: [
        { path: "exercises/01-hello.ts", octets: 90, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        { path: "exercises/02-double.ts", octets: 165, sha256: expect.any(String) },
      ],
      missing: ["exercises/03-last.ts"],
      refused: [],
    });
    expect(report).toMatchObject({ seed: 7, node: process.version, isolation: "none" });
    expect(report.startedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test("from the beginning there is a report of what is known, with no verdict", () => {
    const known = soFar.map(({ lessons }) => lessons.filter(({ verdict }) => verdict !== "could-not-grade"));
    expect(known.map(({ length }) => length)).toEqual([0, 1, 2, 3]);
    for (const each of soFar) {
      expect(reportSchema.parse(each)).toEqual(each);
      expect(each).toMatchObject({ verdict: "could-not-grade", reason: expect.stringContaining("not come") });
      expect(each.points).toBeUndefined();
    }
  });
});

describe("a submission from elsewhere", () => {
  test("is told of by the names of its exercises, where it cannot be read", async () => {
    const lesson = await markText("export function hello(name: string): string { return 1 + ; }");
    expect(lesson.tasks[0]!.checks[0]).toMatchObject({
      state: "not-run",
      reason: "syntax-error",
      place: { file: "exercises/01-hello.ts", line: 1, column: 58 },
      details: expect.stringContaining("In your file, exercises/01-hello.ts:1:58"),
    });
  });

  test("also where it throws, and where its types do not fit", async () => {
    const lesson = await markText("export function hello(name: string): number {\n  return name;\n}\n");
    expect(lesson.diagnostics).toEqual({
      count: 1,
      first: [
        {
          message: expect.stringContaining("not assignable to type 'number'"),
          code: 2322,
          place: { file: "exercises/01-hello.ts", line: 2, column: 3 },
        },
      ],
    });
    const thrown = await markText("export const hello = () => {\n  throw new TypeError();\n};\n");
    expect(thrown.tasks[0]!.checks[0]!.place).toEqual({ file: "exercises/01-hello.ts", line: 2, column: 9 });
  });

  test("of several lessons, each has its own errors in types, and one that does not load has none", async () => {
    const from = join(folder, "types.tar.gz");
    const wrong = "export function hello(name: string): number {\n  return name;\n}\n";
    const importing =
      'import { hello } from "./01-hello.ts";\nexport const double = (x: number) => x + hello;\n';
    const files = { "01-hello": wrong, "02-double": importing, "03-last": "export const last = ;" };
    const entries = Object.entries(files).map(([slug, text]) => tarFile(`exercises/${slug}.ts`, text));
    writeFileSync(from, await tarGzOf(entries));
    const { lessons } = await mark({ from });
    const found = lessons.map(({ diagnostics }) =>
      diagnostics?.first.map(({ code, place }) => [code, place.file]),
    );
    expect(found).toEqual([[[2322, "exercises/01-hello.ts"]], [[2365, "exercises/02-double.ts"]], undefined]);
  });

  test.each([
    ['import "lodash"', /Cannot import "lodash"/],
    ['import "./helper.ts"', /helper/],
    ['import "../solutions/01-hello.ts"', /solutions/],
  ])("has nothing beside its exercises: %s", async (code, message) => {
    const lesson = await markText(`${code};\nexport const hello = (name: string) => \`Hello, \${name}\`;\n`);
    expect(lesson.tasks[0]!.checks[0]).toMatchObject({ reason: "does-not-load", state: "not-run" });
    expect(lesson.tasks[0]!.checks[0]!.message).toMatch(message);
  });

  test("may print a megabyte, and words that a log would obey: text, and cut", async () => {
    const lesson = await markText(
      'export function hello() {\n  console.log("\\x1b[2J::error::" + "x".repeat(1_000_000));\n  throw new Error("\\n::error::\\ud800]]>");\n}\n',
    );
    const { output = "", message = "", details = "" } = lesson.tasks[0]!.checks[0]!;
    expect(output).toMatch(/^\\x1b\[2J::error::x+/);
    expect(output).toMatch(/left out/);
    expect(output.length).toBeLessThan(4_100);
    for (const text of [output, message, details]) expect(text).not.toMatch(/[\p{Cs}\x00-\x09\x0b-\x1f]/u);
  });

  test("may have exercises that import each other", async () => {
    const from = join(folder, "two.tar.gz");
    const one =
      'import { greet } from "./02-double.ts";\nexport const hello = (name: string) => greet(name);\n';
    const two = 'export const greet = (name: string) => "Hello, " + name;\n';
    writeFileSync(
      from,
      await tarGzOf([
        tarFile("01-hello.ts", one),
        tarFile("02-double.ts", two),
        tarFile("package.json", "{"),
      ]),
    );
    const report = await mark({ from, lessons: ["01-hello"] });
    expect(report).toMatchObject({
      verdict: "passed",
      submission: { from: "two.tar.gz", missing: [], refused: [] },
    });
    expect(report.submission.files).toHaveLength(2);
  });

  test("is compiled against the course's client, and its types are those of the course", async () => {
    const from = join(folder, "solved");
    cpSync(join(root, "solutions/03-responses.ts"), join(from, "exercises/03-responses.ts"));
    const report = await mark({ root, from, lessons: ["03-responses"] });
    expect(report).toMatchObject({ verdict: "passed", course: { name: "http-by-hand" } });
    const [lesson] = report.lessons;
    expect(lesson!.diagnostics).toEqual({ count: 0, first: [] });
    expect(lesson!.points!.earned).toBe(lesson!.points!.most);
  });

  test("that cannot be read could not be graded, and has no points, not even none", async () => {
    const report = await mark({ from: join(folder, "nothing.zip") });
    expect(report.verdict).toBe("could-not-grade");
    expect(report.reason).toBe("Cannot take the submission nothing.zip: It is not there.");
    expect(report.points).toBeUndefined();
    expect(report.lessons.map(({ verdict }) => verdict)).toEqual(Array(3).fill("could-not-grade"));
    expect(reportSchema.parse(report)).toEqual(report);
  });
});

test("patience gives each call more time, and the report says how much", async () => {
  const from = join(folder, "slow.tar.gz");
  const slow = `import { setTimeout } from "node:timers/promises";
export async function hello(name: string) {
  await setTimeout(2_500);
  return \`Hello, \${name}\`;
}
`;
  writeFileSync(from, await tarGzOf([tarFile("01-hello.ts", slow)]));
  const usual = await mark({ from, lessons: ["01-hello"] });
  expect(usual.lessons[0]!.tasks[0]!.state).toBe("timed-out");
  expect(usual.patience).toBeUndefined();
  const patient = await mark({ from, lessons: ["01-hello"], patience: 10 });
  expect(patient).toMatchObject({ verdict: "passed", patience: 10 });
  expect(reportSchema.parse(patient)).toEqual(patient);
});

test("a grader that is gone is not the submission's fault", async () => {
  const course = copyTinyCourse();
  rmSync(course.path("test/graders/02-double.test.ts"));
  const report = await mark({ root: course.folder, lessons: ["01-hello", "02-double"] });
  expect(report.lessons.map(({ verdict }) => verdict)).toEqual(["failed", "could-not-grade"]);
  expect(report.lessons[1]!.points).toBeUndefined();
  expect(report).toMatchObject({ verdict: "could-not-grade" });
  expect(report.points).toBeUndefined();
  course.remove();
});

test("a course that cannot be read is a report with that reason", async () => {
  const report = await mark({ root: folder });
  expect(report).toMatchObject({ verdict: "could-not-grade", lessons: [] });
  expect(report.reason).toMatch(/^Cannot read the folder/);
  expect(reportSchema.parse(report)).toEqual(report);
});

test("what interrupts it stands in the report, beside what is known", async () => {
  const abort = new AbortController();
  let known: LessonReport | undefined;
  const report = await mark({
    signal: abort.signal,
    onProgress: ({ lessons }) => {
      known ??= lessons.find(({ verdict }) => verdict !== "could-not-grade");
      if (known !== undefined) abort.abort();
    },
  });
  expect(report).toMatchObject({ verdict: "could-not-grade", reason: "The marking was interrupted." });
  expect(report.points).toBeUndefined();
  expect(report.lessons).toContainEqual(known);
});

test("choices say which lessons and tasks count, and for how much", async () => {
  const { lessons } = await loadCourse(tiny.folder);
  const choices = parseChoices('{ "lessons": { "1": { "points": { "1": 10 } } } }', lessons);
  copyFileSync(tiny.path("solutions/01-hello.ts"), tiny.path("exercises/01-hello.ts"));
  const report = await mark({ choices });
  expect(report).toMatchObject({ verdict: "passed", points: { earned: 10, most: 10 } });
});
