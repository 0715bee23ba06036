// What an author reads when the answers on file and the grader do not fit together.

import { describe, expect, test } from "vitest";
import type { CheckResult, Reason } from "../../src/grading/index.ts";
import {
  describesOf,
  filesOfWrongAnswers,
  folderProblems,
  isWrongAnswer,
  misplaced,
  notOfTheStub,
  notPassed,
  sentenceOf,
  taskTitles,
} from "../support/answers-on-file.ts";

const FOLDER = "test/course/wrong-answers/01-numbers";
const FILE = `${FOLDER}/one/is-late.ts`;

function result(task: number, state: CheckResult["state"], message?: string, cause?: string): CheckResult {
  const reason: Reason = state === "not-written" ? "not-written" : "wrong-answer";
  const failure = message === undefined ? {} : { failure: { reason, message, ...(cause && { cause }) } };
  const taskName = ["none", "one", "two"][task]!;
  const exchange = { exchange: [] };
  return {
    task,
    taskName,
    kind: "core",
    title: `counts ${task}`,
    points: 1,
    state,
    durationMs: 1,
    ...exchange,
    ...failure,
  };
}

const passed = [result(1, "passed"), result(2, "passed")];

describe("notPassed", () => {
  test("has one line for each check, without its exchange", () => {
    const failed = [result(1, "failed", "It said 2.", "counting late."), result(2, "failed", "It said 3.")];
    expect(notPassed({ checks: [...passed, ...failed] })).toEqual([
      "one: counts 1: It said 2. counting late.",
      "two: counts 2: It said 3.",
    ]);
  });

  test("says first that nothing was graded", () => {
    expect(notPassed({ couldNotGrade: "The grader stopped.", checks: [] })).toEqual(["The grader stopped."]);
  });
});

describe("sentenceOf", () => {
  test("takes the sentence of the first line", () => {
    expect(sentenceOf("// The learner must see: counting late.\r\nexport {};\n", FILE)).toBe(
      "counting late.",
    );
  });

  test.each(["", "export {};\n// The learner must see: counting late.\n", "// The learner must see:\n"])(
    "says how an answer begins that begins with %j",
    (source) => {
      expect(() => sentenceOf(source, FILE)).toThrow(`${FILE}: begin with "// The learner must see: ..."`);
    },
  );
});

describe("misplaced", () => {
  const wrong = result(1, "failed", "It said 2.");

  test("finds nothing where an answer fails in its task only", () => {
    expect(misplaced(FILE, "one", { checks: [...passed, wrong] })).toBeUndefined();
  });

  test("names the other task", () => {
    expect(misplaced(FILE, "one", { checks: [wrong, result(2, "failed", "It said 3.", "why.")] })).toBe(
      `${FILE} must fail in one only; it failed in two: counts 2: It said 3. why.`,
    );
  });

  test("says that every check passes", () => {
    expect(misplaced(FILE, "one", { checks: passed })).toBe(
      `${FILE}: every check passes: give the grader a check, or is this answer right?`,
    );
  });

  test("says that nothing was graded", () => {
    expect(misplaced(FILE, "one", { couldNotGrade: "The grader stopped.", checks: [wrong] })).toBe(
      `${FILE} could not be graded: The grader stopped.`,
    );
  });
});

describe("folderProblems", () => {
  const task = { kind: "core", signature: "", markdown: "", hints: [] } as const;
  const lesson = {
    slug: "01-numbers",
    tasks: [
      { ...task, number: 1, name: "one" },
      { ...task, number: 2, name: "two" },
    ],
  };
  const whole = ["one/is-late.ts", "one/returns-the-worked-example.ts", "two/returns-the-worked-example.ts"];

  test("finds none in a whole folder", () => {
    expect(folderProblems(lesson, whole)).toEqual([]);
  });

  test("says what to write when there is none", () => {
    expect(folderProblems(lesson, [])).toEqual([`write ${FOLDER}/<task>/<mistake>.ts`]);
    expect(filesOfWrongAnswers("99-none")).toEqual([]);
  });

  test.each(["one/notes.md", "is-late.ts", "one/more/is-late.ts", "three/is-late.ts"])(
    "refuses %s in words",
    (file) => {
      expect(folderProblems(lesson, [...whole, file])).toEqual([
        `${FOLDER}/${file}: a wrong answer is <task>/<mistake>.ts, of one, two`,
      ]);
    },
  );

  test("runs only what is TypeScript, in a folder", () => {
    const files = ["one/is-late.ts", "one/notes.md", "is-late.ts", "one/more/is-late.ts"];
    expect(files.filter(isWrongAnswer)).toEqual(["one/is-late.ts"]);
  });

  test("names the task without any, and the one without its worked example", () => {
    expect(folderProblems(lesson, ["one/is-late.ts"])).toEqual([
      `write ${FOLDER}/one/returns-the-worked-example.ts`,
      `two has no wrong answer: write ${FOLDER}/two/<mistake>.ts`,
    ]);
  });
});

describe("notOfTheStub", () => {
  test("finds nothing where every check gets the words of its task", () => {
    const checks = [1, 2].map((task) => result(task, "not-written", `Task ${task} is not written yet.`));
    expect(notOfTheStub({ checks })).toEqual([]);
  });

  test("says exactly what to say", () => {
    const checks = [
      result(1, "not-written", "Task 2 is not written yet."),
      result(2, "failed", "two() threw Error: TODO."),
      result(2, "passed"),
    ];
    expect(notOfTheStub({ checks })).toEqual([
      "[not-written] one: counts 1: Task 2 is not written yet. Say exactly: Task 1 is not written yet: ...",
      "[failed] two: counts 2: two() threw Error: TODO. Say exactly: Task 2 is not written yet: ...",
      "[passed] two: counts 2: passed. Say exactly: Task 2 is not written yet: ...",
    ]);
  });

  test("says first that nothing was graded", () => {
    expect(notOfTheStub({ couldNotGrade: "The grader stopped.", checks: [] })).toEqual([
      "The grader stopped.",
    ]);
  });
});

test("a grader's describes are read from its source, and compared with the headings", () => {
  const grader =
    'describe("Task 1: one", () => {\n  describe("inner", f);\n});\ndescribe(\n  `Task 2: two`,\n';
  expect(describesOf(grader)).toEqual(["Task 1: one", "Task 2: two"]);
  expect(
    taskTitles([
      { number: 1, name: "one" },
      { number: 2, name: "two" },
    ]),
  ).toEqual(describesOf(grader));
});
