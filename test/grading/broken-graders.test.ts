// What is not the learner's fault says so, and what did not run has not passed.

import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { type Grade, type GradeOptions, gradeLesson } from "../../src/grading/index.ts";
import { built, fixture, root } from "../support/grade-file.ts";

const solution = join(root, "solutions/03-responses.ts");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(fixture("graders-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Grades with a grader of the fixtures in place of lesson 3's. */
async function gradeWith(
  grader: string,
  options: Partial<GradeOptions> = {},
  file = solution,
): Promise<Grade> {
  const lesson = await loadLesson(root, "03-responses");
  const files = { ...lesson.files, grader: join(folder, grader.replace(/\.txt$/, "")) };
  if (grader !== "nowhere.test.ts") copyFileSync(fixture("graders", grader), files.grader);
  return gradeLesson({ ...lesson, files }, { file }, { root, built, seed: 1, ...options });
}

test("a course in a folder that vitest cannot read says so at once", async () => {
  const { couldNotGrade, checks, isPassed } = await gradeWith("skips.test.ts", { root: join(folder, "a#b") });
  expect(couldNotGrade).toMatch(/a folder with `#`.+: move the course to another folder\.$/);
  expect([checks, isPassed]).toEqual([[], false]);
});

describe("a broken grader could not grade", () => {
  test.each<[grader: string, sentence: RegExp]>([
    ["throws.test.ts", /^The grader is broken$/],
    ["syntax-error.test.ts.txt", /./],
    ["leaves-a-rejection.test.ts", /^Nobody awaited this$/],
    ["stray-task.test.ts", /^The grader has a check of a task that the lesson does not have: calls 200/],
    ["nowhere.test.ts", /./],
  ])("%s", async (grader, sentence) => {
    const grade = await gradeWith(grader);
    expect(grade.couldNotGrade).toMatch(sentence);
    expect(grade.couldNotGrade).not.toContain("\n");
    expect(grade.isPassed).toBe(false);
    expect(grade.checks.filter(({ state }) => state === "passed")).toEqual([]);
  });

  test("and keeps what failed", async () => {
    const { checks } = await gradeWith("leaves-a-rejection.test.ts");
    expect(checks.map(({ state, failure }) => [state, failure?.message])).toEqual([
      ["not-run", "The check passed, and does not count because the grader did not run to its end."],
      ["failed", "The value that came back is not the expected one."],
    ]);
  });

  test("a host that does not start is not the learner's fault", async () => {
    const empty = join(folder, "empty");
    const { cpSync, writeFileSync } = await import("node:fs");
    cpSync(built, empty, { recursive: true });
    writeFileSync(join(empty, "host.mjs"), 'throw new Error("no host today");');
    const grade = await gradeWith("skips.test.ts", { built: empty });
    expect(grade.couldNotGrade).toBe(
      "The process that runs a submission did not start: Error: no host today.",
    );
    expect(grade.checks[0]).toMatchObject({ state: "not-run", failure: { reason: "grader-stopped" } });
  });
});

test("a check that was left out, or left early, has not passed", async () => {
  const grade = await gradeWith("skips.test.ts");
  expect(grade.couldNotGrade).toBeUndefined();
  expect(grade.checks.map(({ title, state }) => [title, state])).toEqual([
    ["calls 200 successful", "passed"],
    ["calls 300 a redirection", "not-run"],
    ["gives up half-way", "not-run"],
  ]);
  expect(grade.checks[1]?.failure?.message).toBe("The check did not run to its end.");
  expect(grade.isPassed).toBe(false);
});

test("an expectation of vitest's own fails in its words, without colours", async () => {
  const { checks } = await gradeWith("has-its-own-expectations.test.ts");
  expect(checks.map(({ state, failure }) => [state, failure?.reason, failure?.message])).toEqual([
    ["failed", "wrong-answer", "expected 'successful' to be 'redirection' // Object.is equality"],
    ["failed", "wrong-answer", "Cannot read properties of undefined (reading 'what')"],
    ["failed", "wrong-answer", "The value that came back is not the expected one."],
  ]);
  expect(checks[0]?.failure).toMatchObject({ expected: "redirection", received: "successful" });
  expect(checks[2]?.failure?.cause).toBe("the next one");
});

describe("one task alone", () => {
  test("has its checks and no others", async () => {
    const grade = await gradeWith("shows-its-inputs.test.ts", { task: 5 });
    expect(grade).toMatchObject({ task: 5, isPassed: true });
    expect(grade.checks.map(({ title }) => title)).toEqual(["asks nothing"]);
  });

  test("does not ask the others", async () => {
    const grade = await gradeWith("shows-its-inputs.test.ts", { task: 2 });
    expect(grade.checks.map(({ title, state }) => [title, state])).toEqual([
      ["asks one", "failed"],
      ["asks another", "failed"],
    ]);
  });

  test("that the grader does not have could not be graded", async () => {
    const { couldNotGrade, checks } = await gradeWith("shows-its-inputs.test.ts", { task: 3 });
    expect(couldNotGrade).toBe("The grader has no check of what was asked for.");
    expect(checks).toEqual([]);
  });
});

test("a seed gives its inputs again, and another one gives others", async () => {
  const askedWith = async (seed: number) => {
    const grade = await gradeWith("shows-its-inputs.test.ts", { seed, task: 2 });
    expect(grade.seed).toBe(seed);
    return grade.checks.map(({ failure }) => failure?.asked);
  };
  const [asked, again, other] = [await askedWith(7), await askedWith(7), await askedWith(8)];
  expect(asked[0]).toMatch(/^statusClass\(\d+\)$/);
  expect(again).toEqual(asked);
  expect(other).not.toEqual(asked);
  expect(asked[0]).not.toBe(asked[1]);
});
