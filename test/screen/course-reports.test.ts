import { describe, expect, test } from "vitest";
import {
  createTheme,
  renderCourseDemand,
  renderCourseReport,
  renderCourseSummary,
  renderRecalled,
} from "../../src/screen/index.ts";

const wide = createTheme({ width: 80, color: false });
const narrow = createTheme({ width: 40, color: false });

const FINE = { name: "sets", demands: "Each lesson has its files.", problems: [], fine: 1 };
const GRADED = { name: "wrong-answers", demands: "Each wrong answer fails.", problems: [], fine: 52 };
const PROBLEM = {
  file: "test/course/wrong-answers/03-responses/getJson/asks-for-ok.ts",
  line: 1,
  problem: "It passes every check.",
  advice: "Give the grader a check that it fails: `test/graders/03-responses.test.ts`.",
};
const TODO = {
  file: "lessons/21-name.md",
  line: 3,
  problem: "TODO: the goal.",
  advice: "Write it.",
  isTodo: true,
} as const;
const WRONG = { ...GRADED, problems: [PROBLEM], fine: 51 };

describe("renderCourseReport", () => {
  test("says that a demand is met, and counts the things where there are several", () => {
    expect(renderCourseReport(FINE, wide)).toBe("ok     sets: Each lesson has its files.");
    expect(renderCourseReport(GRADED, wide)).toBe("ok     wrong-answers: Each wrong answer fails. (52)");
  });

  test("puts each problem below its place, and below it what to do", () => {
    expect(renderCourseReport(WRONG, wide)).toBe(
      `WRONG  wrong-answers: Each wrong answer fails. (1 problem)
  test/course/wrong-answers/03-responses/getJson/asks-for-ok.ts:1
    It passes every check.
    Give the grader a check that it fails: \`test/graders/03-responses.test.ts\`.`,
    );
  });

  test("fits 40 columns", () => {
    expect(renderCourseReport(WRONG, narrow)).toBe(
      `WRONG  wrong-answers: Each wrong answer
       fails. (1 problem)
  test/course/wrong-answers/03-responses
  /getJson/asks-for-ok.ts:1
    It passes every check.
    Give the grader a check that it
    fails:
    \`test/graders/03-responses.test.ts\`.`,
    );
  });

  test("says that a check broke down", () => {
    expect(renderCourseReport({ ...FINE, fine: 0, brokeDown: "There is no disk." }, wide)).toBe(
      "BROKEN sets: Each lesson has its files.\n    It broke down: There is no disk.",
    );
  });

  test("marks what is only left open, and has no line where there is none", () => {
    const { line: _, ...withoutLine } = TODO;
    expect(renderCourseReport({ ...FINE, problems: [withoutLine] }, wide)).toBe(
      `TODO   sets: Each lesson has its files. (1 problem)
  lessons/21-name.md
    TODO: the goal.
    Write it.`,
    );
  });
});

test("renderCourseDemand lists a check", () => {
  expect(renderCourseDemand(FINE, narrow)).toBe("  sets: Each lesson has its files.");
});

test.each([
  [0, ""],
  [
    1,
    "1 answer is as an earlier run found it, and not graded again: `npm run check:course fresh` grades all.\n",
  ],
  [
    3,
    "3 answers are as an earlier run found them, and not graded again: `npm run check:course fresh` grades all.\n",
  ],
])("renderRecalled says that %i were not graded", (count, text) => {
  expect(renderRecalled(count, wide).replace("\n", " ").trimEnd()).toBe(text.trimEnd());
});

describe("renderCourseSummary", () => {
  test.each([
    [[FINE, GRADED], 2_400, "53 passed, 0 failed (2 s)"],
    [[FINE, WRONG], 125_000, "52 passed, 1 failed (2 min 5 s)"],
    [[{ ...FINE, fine: 0, brokeDown: "No." }], 0, "0 passed, 1 failed (0 s)"],
    [[{ ...FINE, problems: [TODO, TODO] }], 0, "1 passed, 0 failed, 2 TODOs left (0 s)"],
    [[{ ...FINE, problems: [TODO] }], 0, "1 passed, 0 failed, 1 TODO left (0 s)"],
  ])("counts %#", (reports, durationMs, text) => {
    expect(renderCourseSummary(reports, durationMs, wide)).toBe(text);
  });
});
