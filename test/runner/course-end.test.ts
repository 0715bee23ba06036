// The end of the course: when nothing is left open, each file is checked once more.

import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CourseCopy, copyCourse, runLesson } from "../support/course-copy.ts";
import { fixture } from "../support/grade-file.ts";
import { KEYS, PseudoTerminal } from "../support/pseudo-terminal.ts";

const PASSED_AT = "2026-11-23T00:00:00.000Z";
let course: CourseCopy;

beforeEach(() => {
  course = copyCourse(fixture("tiny-course"));
  for (const slug of ["01-hello", "02-double", "03-last"])
    copyFileSync(course.path(`solutions/${slug}.ts`), course.path(`exercises/${slug}.ts`));
});

afterEach(() => course.remove());

/** As if these lessons had been passed. */
function remember(...slugs: string[]): void {
  const lesson = { passedAt: PASSED_AT, tasks: { 1: { passedAt: PASSED_AT } } };
  const lessons = Object.fromEntries(slugs.map((slug) => [slug, lesson]));
  writeFileSync(course.path(".progress.json"), JSON.stringify({ version: 1, lessons }));
}

const remembered = () => JSON.parse(readFileSync(course.path(".progress.json"), "utf8")).lessons;

test("every file is checked once more, a line each, and the last words say what was learned", async () => {
  remember("01-hello", "02-double");
  const { output, exitCode } = await runLesson(course, ["3", "check"]);
  expect(output).toMatch(
    /^Lesson 3, Last: passed\n[\s\S]+\nThat makes all 3 lessons\.[^\n]+\n\n01 hello: passed\n02 double: passed\n03 last: passed\n\nEvery lesson of this course passes\./,
  );
  expect(output).toContain(
    "- You can greet a person.\n- You can double a number.\n- You can find the last of a list.\n",
  );
  expect(exitCode).toBe(0);
});

test("what does not pass any more is said, counts as open, and makes the exit code 1", async () => {
  remember("01-hello", "02-double");
  writeFileSync(course.path("exercises/01-hello.ts"), "export function hello() {\n  return 1;\n}\n");
  rmSync(course.path("exercises/02-double.ts"));
  const { output, exitCode } = await runLesson(course, ["3", "check"]);
  expect(output).toMatch(
    /\n01 hello: task 1, which passed on 2026-11-23, fails now\.\s+`npm run lesson 1 check`\n02 double: nothing is written in its file\. `npm run lesson 2 check`\n03 last: passed\n\n2 lessons are open again\./,
  );
  expect(exitCode).toBe(1);
  expect(remembered()["01-hello"].passedAt).toBeUndefined();
  expect(remembered()["01-hello"].tasks[1]).not.toHaveProperty("passedAt");
  expect((await runLesson(course, ["list"])).output).toMatch(
    /> 1 {2}Hello [\s\S]+1 of 3 tasks, 1 of 3 lessons passed/,
  );
});

test("a file that does not load is told, and a grader that breaks is no fault of the lesson's", async () => {
  remember("01-hello", "02-double");
  writeFileSync(course.path("exercises/01-hello.ts"), "export function (\n");
  writeFileSync(course.path("test/graders/02-double.test.ts"), "throw new Error('broken');\n");
  const { output, exitCode } = await runLesson(course, ["3", "check"]);
  expect(output).toMatch(/\n01 hello: The file cannot be read as TypeScript[\s\S]+\n02 double: not graded: /);
  expect(exitCode).toBe(3);
  expect(remembered()["01-hello"].passedAt).toBeUndefined();
  expect(remembered()["02-double"].passedAt).toBe(PASSED_AT);
});

test("while a lesson is open, the last one is a lesson like any other", async () => {
  remember("01-hello");
  const { output, exitCode } = await runLesson(course, ["3", "check"]);
  expect(output).not.toContain("once more");
  expect(exitCode).toBe(0);
});

test("the lesson that is passed last need not be the last of the course", async () => {
  remember("01-hello", "03-last");
  expect((await runLesson(course, ["2", "check"])).output).toContain("Every lesson of this course passes.");
  // From then on only a check of the last one checks all of them.
  expect((await runLesson(course, ["2", "check"])).output).not.toContain("Every lesson of this course");
});

test("Ctrl-C in between ends it, and what was found out is kept", async () => {
  remember("01-hello", "02-double");
  writeFileSync(course.path("exercises/01-hello.ts"), "export function hello() {\n  return 1;\n}\n");
  // Hangs for longer than anybody types.
  const grader = course.path("test/graders/02-double.test.ts");
  writeFileSync(
    grader,
    `await new Promise((resolve) => setTimeout(resolve, 50_000));\n${readFileSync(grader, "utf8")}`,
  );
  const terminal = new PseudoTerminal(course.folder, ["lesson", "3", "check"]);
  await terminal.waitFor(/01 hello: task 1, which passed[\s\S]+Checking lesson 2 \.\.\./);
  terminal.type(KEYS.ctrlC);
  expect(await terminal.exitCode()).toBe(130);
  expect(remembered()["01-hello"].passedAt).toBeUndefined();
  expect(remembered()["02-double"].passedAt).toBe(PASSED_AT);
  expect(remembered()["03-last"].passedAt).toEqual(expect.any(String));
});

test("in a session it comes after the check, before the menu", async () => {
  remember("01-hello", "02-double");
  const terminal = new PseudoTerminal(course.folder, ["lesson", "3"], { rows: 60 });
  await terminal.waitFor(/❯ Read on[\s\S]+select/);
  terminal.type(KEYS.down + KEYS.enter);
  await terminal.waitFor(/03 last: passed\s+Every lesson of this course passes\.[\s\S]+\? What next\?/);
  terminal.type(KEYS.ctrlC);
  expect(await terminal.exitCode()).toBe(130);
});
