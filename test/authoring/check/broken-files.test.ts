// What can be seen without a grade: files that are missing, stray, or do not fit together. One course has a lesson for
// each fault, so that every check looks once, and no other check may complain of the same.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COURSE_CHECKS } from "../../../src/authoring/check/index.ts";
import { TEXT_CHECKS } from "../../../src/authoring/check/text-checks.ts";
import { type Complaint, WholeCourse } from "../../support/whole-course.ts";

const GRADED = ["examples", "answers", "wrong-answers"];
// Those of the text have a course of their own, in text-checks.test.ts: this one has too little of it.
const checks = COURSE_CHECKS.filter((each) => !GRADED.includes(each.name) && !TEXT_CHECKS.includes(each));

/** A fault, and the one complaint of it. `NN` stands for the lesson's slug. */
interface Fault {
  readonly name: string;
  /** @param path The file by its kind, in the lesson that is to be broken */
  readonly make: (course: WholeCourse, path: Paths) => void;
  readonly check: string;
  /** Where, with `:` and the line where there is one. */
  readonly at: string;
  readonly problem: string;
}

interface Paths {
  readonly slug: string;
  readonly lesson: string;
  readonly stub: string;
  readonly exercise: string;
  readonly solution: string;
  readonly grader: string;
  readonly other: string;
  readonly wrong: string;
  readonly tokens: string;
}

function pathsOf(slug: string): Paths {
  return {
    slug,
    lesson: `lessons/${slug}.md`,
    stub: `exercises/.original/${slug}.ts`,
    exercise: `exercises/${slug}.ts`,
    solution: `solutions/${slug}.ts`,
    grader: `test/graders/${slug}.test.ts`,
    other: `test/course/other-answers/${slug}.ts`,
    wrong: `test/course/wrong-answers/${slug}`,
    tokens: `lessons/.tokens/${slug}.json`,
  };
}

/** Changes the stub and its copy in exercises/ alike. */
function inStub(course: WholeCourse, { stub, exercise }: Paths, piece: string | RegExp, by: string): void {
  course.replace(stub, piece, by);
  course.write(exercise, course.read(stub));
}

/** Changes a stub and its solution alike. */
function inBoth(course: WholeCourse, paths: Paths, piece: string | RegExp, by: string): void {
  inStub(course, paths, piece, by);
  course.replace(paths.solution, piece, by);
}

const SET: readonly Fault[] = [
  {
    name: "no highlighting",
    make: (course, { tokens }) => course.remove(tokens),
    check: "sets",
    at: "lessons/.tokens/NN.json",
    problem: "Lesson NN has no highlighting.",
  },
  {
    name: "no untouched stub",
    make: (course, { stub }) => course.remove(stub),
    check: "sets",
    at: "exercises/.original/NN.ts",
    problem: "Lesson NN has no untouched stub.",
  },
  {
    name: "no stub for the learner",
    make: (course, { exercise }) => course.remove(exercise),
    check: "sets",
    at: "exercises/NN.ts",
    problem: "Lesson NN has no stub for the learner.",
  },
  {
    name: "no solution",
    make: (course, { solution }) => course.remove(solution),
    check: "sets",
    at: "solutions/NN.ts",
    problem: "Lesson NN has no solution.",
  },
  {
    name: "no grader",
    make: (course, { grader }) => course.remove(grader),
    check: "sets",
    at: "test/graders/NN.test.ts",
    problem: "Lesson NN has no grader.",
  },
  {
    name: "no other right answer",
    make: (course, { other }) => course.remove(other),
    check: "sets",
    at: "test/course/other-answers/NN.ts",
    problem: "Lesson NN has no other right answer.",
  },
  {
    name: "a task without wrong answers",
    make: (course, { wrong }) => course.remove(`${wrong}/half`),
    check: "sets",
    at: "test/course/wrong-answers/NN/half",
    problem: "The task half has no wrong answers.",
  },
  {
    name: "a task without its worked example among the wrong answers",
    make: (course, { wrong }) => course.remove(`${wrong}/half/returns-the-worked-example.ts`),
    check: "sets",
    at: "test/course/wrong-answers/NN/half/returns-the-worked-example.ts",
    problem: "The task half has no wrong answer that gives the worked example to every call.",
  },
  {
    name: "wrong answers of a task that there is not",
    make: (course, { wrong }) => course.write(`${wrong}/third/thirds.ts`, "export {};\n"),
    check: "sets",
    at: "test/course/wrong-answers/NN/third/thirds.ts",
    problem: "This is not where a wrong answer of a task stands.",
  },
  {
    name: "a file among the wrong answers that is none",
    make: (course, { wrong }) => course.write(`${wrong}/half/notes.md`, "Notes.\n"),
    check: "sets",
    at: "test/course/wrong-answers/NN/half/notes.md",
    problem: "This is not where a wrong answer of a task stands.",
  },
  {
    name: "no row in README.md",
    make: (course, { lesson }) => course.replace("README.md", new RegExp(`.*${lesson}.*\n`), ""),
    check: "sets",
    at: "README.md",
    problem: "The table of lessons has no row for lesson N.",
  },
  {
    name: "two rows in README.md",
    make: (course, { lesson }) => {
      const [row] = new RegExp(`.*${lesson}.*\n`).exec(course.read("README.md"))!;
      course.replace("README.md", row, row + row);
    },
    check: "sets",
    at: "README.md",
    problem: "The table of lessons has 2 rows for lesson N.",
  },
  {
    name: "another title in README.md",
    make: (course, { lesson }) => course.replace("README.md", `[Numbers](${lesson})`, `[Digits](${lesson})`),
    check: "sets",
    at: "README.md",
    problem: 'The table of lessons has another title than "Numbers" for lesson N.',
  },
];

const SHAPE: readonly Fault[] = [
  {
    name: "a heading with another number than the file's name",
    make: (course, { lesson }) => course.replace(lesson, /^# \d+/, "# 99"),
    check: "lessons",
    at: "lessons/NN.md:1",
    problem: 'A lesson begins with its number and title: "# N. Title".',
  },
  {
    name: "a task with two hints",
    make: (course, { lesson }) =>
      course.replace(lesson, /<details><summary>Hint 3 of 3<\/summary>[\s\S]*?<\/details>\n/, ""),
    check: "lessons",
    at: "lessons/NN.md:48",
    problem: 'Task 1 has 2 hints: write three, "<details><summary>Hint 1 of 3</summary>" and so on.',
  },
  {
    name: "a goal that is no sentence",
    make: (course, { lesson }) => course.replace(lesson, "add some up.", "add some up"),
    check: "lessons",
    at: "lessons/NN.md",
    problem: "The goal of the lesson is no sentence.",
  },
  {
    name: "one quiz",
    make: (course, { lesson }) => course.replace(lesson, /### Quiz: Nothing[\s\S]*?<\/details>\n/, ""),
    check: "lessons",
    at: "lessons/NN.md",
    problem: "The lesson asks 1 quiz, and 2 are the least.",
  },
  {
    name: "a stretch task that is not the last",
    make: (course, paths) => {
      course.replace(paths.lesson, "## Task 2:", "## Task 2 (stretch):");
      course.replace(paths.lesson, "## Task 3 (stretch):", "## Task 3:");
      inBoth(course, paths, "Task 2. Returns", "Task 2, stretch. Returns");
      inBoth(course, paths, "Task 3, stretch. Returns", "Task 3. Returns");
    },
    check: "lessons",
    at: "lessons/NN.md:73",
    problem: "Task 2 is a stretch task and not the last one.",
  },
  {
    name: "a task without a worked example",
    make: (course, { lesson }) => course.replace(lesson, "```ts try\nhalf(42)\n// 21\n```\n\n", ""),
    check: "lessons",
    at: "lessons/NN.md:73",
    problem: "Task 2 has no worked example, so `try 2` has nothing to run.",
  },
  {
    name: "one core task",
    make: (course, paths) => {
      course.replace(paths.lesson, /## Task 2:[\s\S]*(?=## Task 3)/, "");
      course.replace(paths.lesson, "## Task 3 (stretch)", "## Task 2 (stretch)");
      inBoth(course, paths, /\/\*\* Task 2\.[\s\S]*?\n}\n\n/, "");
      inBoth(course, paths, "Task 3, stretch", "Task 2, stretch");
      course.replace(paths.grader, /describe\("Task 2[\s\S]*?\n}\);\n\n/, "");
      course.replace(paths.grader, "Task 3: sum", "Task 2: sum");
      course.remove(`${paths.wrong}/half`);
    },
    check: "lessons",
    at: "lessons/NN.md",
    problem: "The lesson has 1 core task, and wants 2 to 4.",
  },
];

const SOURCES: readonly Fault[] = [
  {
    name: "a stub that was worked on",
    make: (course, { exercise }) => course.replace(exercise, "// TODO: Task 1\n", "// TODO: Task one\n"),
    check: "stubs",
    at: "exercises/NN.ts:8",
    problem: "It differs from exercises/.original/NN.ts.",
  },
  {
    name: "a stub without the function of a task",
    make: (course, paths) => inStub(course, paths, "export function half", "function half"),
    check: "stubs",
    at: "exercises/.original/NN.ts",
    problem: "Task 2 asks for half, and the stub exports no function or class of that name.",
  },
  {
    name: "a function that no task asks for",
    make: (course, paths) =>
      inBoth(
        course,
        paths,
        /$/,
        "\n/** More. */\nexport function third(value: number): number {\n  return value / 3;\n}\n",
      ),
    check: "stubs",
    at: "exercises/.original/NN.ts:25",
    problem: "It exports the function third, and no task is called so.",
  },
  {
    name: "a docstring that does not name its task",
    make: (course, paths) => inBoth(course, paths, "Task 2. Returns", "Returns"),
    check: "stubs",
    at: "exercises/.original/NN.ts:13",
    problem: 'The docstring of half does not begin with "Task 2.".',
  },
  {
    name: "a heading with other parameters than the stub",
    make: (course, { lesson }) => course.replace(lesson, "`half(value)`", "`half(value, by)`"),
    check: "stubs",
    at: "exercises/.original/NN.ts:13",
    problem: "The stub declares `half(value)`, and the heading of task 2 says `half(value, by)`.",
  },
  {
    name: "a solution without a function of the stub",
    make: (course, { solution }) => course.replace(solution, "export function half", "function half"),
    check: "contracts",
    at: "solutions/NN.ts",
    problem: "It does not export half, which the stub does.",
  },
  {
    name: "a solution with an export of its own",
    make: (course, { solution }) => course.replace(solution, /$/, "\nexport const THIRD = 1 / 3;\n"),
    check: "contracts",
    at: "solutions/NN.ts:21",
    problem: "It exports THIRD, which the stub does not.",
  },
  {
    name: "another signature",
    make: (course, { solution }) =>
      course.replace(solution, "half(value: number): number", "half(value: number): number | undefined"),
    check: "contracts",
    at: "solutions/NN.ts:12",
    problem:
      "It declares half as `function half(value: number): number | undefined;`, and the stub as `function half(value: number): number;`.",
  },
  {
    name: "another type",
    make: (course, { solution }) => course.replace(solution, "readonly number[];", "number[];"),
    check: "contracts",
    at: "solutions/NN.ts:4",
    problem:
      "It declares Values as `type Values = number[];`, and the stub as `type Values = readonly number[];`.",
  },
  {
    name: "another docstring",
    make: (course, { solution }) => course.replace(solution, "Returns half of", "Halves"),
    check: "contracts",
    at: "solutions/NN.ts:12",
    problem: "The docstring of half is not the stub's.",
  },
  {
    name: "another text before task 1",
    make: (course, { solution }) => course.replace(solution, "/** Some numbers. */", "/** A few numbers. */"),
    check: "contracts",
    at: "solutions/NN.ts",
    problem: "What stands before task 1 is not what the stub has there.",
  },
  {
    name: "a first task that is a large one",
    make: (course, { solution }) =>
      course.replace(
        solution,
        "  return value * 2;\n",
        "  let twice = 0;\n  twice += value;\n  if (value === 0) twice = 0;\n  twice += value;\n  twice += 0;\n  return twice;\n",
      ),
    check: "contracts",
    at: "exercises/.original/NN.ts",
    problem: "Task 1 asks for 6 lines of code, and the first task of a lesson is a small one.",
  },
  {
    name: "a stub that does not type-check",
    make: (course, paths) => inStub(course, paths, "// TODO: Task 2", "const two: string = 2;"),
    check: "types",
    at: "exercises/.original/NN.ts:14",
    problem: "TypeScript: Type 'number' is not assignable to type 'string'. (TS2322)",
  },
  {
    name: "a stub that is no TypeScript",
    make: (course, paths) => inStub(course, paths, "// TODO: Task 2", "const = 2;"),
    check: "types",
    at: "exercises/.original/NN.ts:14",
    problem: "TypeScript: Variable declaration expected. (TS1134)",
  },
  {
    name: "a solution that is no TypeScript",
    make: (course, { solution }) => course.replace(solution, "return value / 2", "return value / / 2"),
    check: "types",
    at: "solutions/NN.ts:13",
    problem: "TypeScript: Unterminated regular expression literal. (TS1161)",
  },
  {
    name: "a solution that does not type-check",
    make: (course, { solution }) => course.replace(solution, "value / 2", '"half"'),
    check: "types",
    at: "solutions/NN.ts:13",
    problem: "TypeScript: Type 'string' is not assignable to type 'number'. (TS2322)",
  },
  {
    name: "another right answer that does not type-check",
    make: (course, { other }) => course.replace(other, "value * 0.5", '"half"'),
    check: "types",
    at: "test/course/other-answers/NN.ts:10",
    problem: "TypeScript: Type 'string' is not assignable to type 'number'. (TS2322)",
  },
  {
    name: "a wrong answer that does not type-check",
    make: (course, { wrong }) => course.replace(`${wrong}/half/rounds.ts`, "value: number", "value: string"),
    check: "types",
    at: "test/course/wrong-answers/NN/half/rounds.ts:5",
    problem:
      "TypeScript: The left-hand side of an arithmetic operation must be of type 'any', 'number', 'bigint' or an enum type. (TS2362)",
  },
  {
    name: "a program of the lesson that does not type-check",
    make: (course, { lesson }) =>
      course.replace(lesson, "console.log(double(21));", 'console.log(double("21"));'),
    check: "types",
    at: "lessons/NN.md:13",
    problem:
      "TypeScript: Argument of type 'string' is not assignable to parameter of type 'number'. (TS2345)",
  },
];

const GRADERS: readonly Fault[] = [
  {
    name: "a task without a describe",
    make: (course, { grader }) => course.replace(grader, /describe\("Task 2[\s\S]*?\n}\);\n\n/, ""),
    check: "graders",
    at: "test/graders/NN.test.ts",
    problem: "There is no describe for task 2.",
  },
  {
    name: "a describe without a task",
    make: (course, { grader }) => course.replace(grader, /$/, '\ndescribe("Task 4: third", () => {});\n'),
    check: "graders",
    at: "test/graders/NN.test.ts:45",
    problem: 'The lesson has no task for the describe "Task 4: third".',
  },
  {
    name: "a describe that is called otherwise than its task",
    make: (course, { grader }) => course.replace(grader, "Task 2: half", "Task 2: halve"),
    check: "graders",
    at: "test/graders/NN.test.ts:20",
    problem: 'The describe "Task 2: halve" is not called as task 2 of the lesson.',
  },
  {
    name: "a describe in another one",
    make: (course, { grader }) =>
      course.replace(
        grader,
        'describe("Task 2: half", () => {\n',
        'describe("Task 2: half", () => {\n  describe("more", () => {});\n',
      ),
    check: "graders",
    at: "test/graders/NN.test.ts:21",
    problem: "This describe stands in another one, and the checks in it would belong to no task.",
  },
  {
    name: "a check that is left out",
    make: (course, { grader }) =>
      course.replace(grader, 'check("halves what is odd"', 'check.skip("halves what is odd"'),
    check: "graders",
    at: "test/graders/NN.test.ts:26",
    problem: "With this `check.skip` some checks of the lesson are not run as the others are.",
  },
  {
    name: "a comparison that nobody waits for",
    make: (course, { grader }) => course.replace(grader, /await (?=submission\s+\.sum\(\[\]\))/, ""),
    check: "graders",
    at: "test/graders/NN.test.ts:39",
    problem: "Nobody waits for this `returns`, so what it finds is lost.",
  },
  {
    name: "a grader that imports the stub",
    make: (course, { slug, grader }) =>
      course.replace(
        grader,
        "\n\n",
        `\nimport * as stub from "#submission/${slug}";\n\nconsole.log(stub);\n`,
      ),
    check: "graders",
    at: "test/graders/NN.test.ts:2",
    problem: 'The grader imports from "#submission/NN", where the answers are.',
  },
  {
    name: "a grader that imports the solution later",
    make: (course, { slug, grader }) =>
      course.replace(
        grader,
        /$/,
        `\nconst right = await import("../../solutions/${slug}.ts");\nconsole.log(right);\n`,
      ),
    check: "graders",
    at: "test/graders/NN.test.ts:45",
    problem: 'The grader imports from "../../solutions/NN.ts", where the answers are.',
  },
];

const faults = [...SET, ...SHAPE, ...SOURCES, ...GRADERS].map((fault, index) => ({
  ...fault,
  slug: `${String(index + 2).padStart(2, "0")}-numbers`,
}));

let course: WholeCourse;
let complaints: readonly Complaint[];

beforeAll(async () => {
  // The first lesson stays whole: nobody may complain of it.
  course = new WholeCourse(["01-numbers", ...faults.map(({ slug }) => slug)]);
  for (const { make, slug } of faults) make(course, pathsOf(slug));
  complaints = await course.complaints(checks);
}, 600_000);

afterAll(() => course.dispose());

describe("a lesson with", () => {
  test.each(faults)("$name", ({ slug, check, at, problem }) => {
    const about = complaints.filter((each) => isAbout(each, slug));
    const name = (text: string) =>
      text.replaceAll("NN", slug).replace(/\bN\b/, String(Number(slug.slice(0, 2))));
    expect(
      about.map(({ check, file, line, problem }) => [check, line ? `${file}:${line}` : file, problem]),
    ).toEqual([[check, name(at), name(problem)]]);
  });
});

test("a lesson without a solution has no highlighting to be compared with", async () => {
  const whole = new WholeCourse();
  whole.remove("solutions/01-numbers.ts");
  try {
    expect(await whole.complaints(COURSE_CHECKS.filter(({ name }) => name === "tokens"))).toEqual([]);
  } finally {
    whole.dispose();
  }
});

test("every check that grades nothing and reads no prose has something planted for it", () => {
  expect([...new Set(faults.map(({ check }) => check))].sort()).toEqual(
    checks.map(({ name }) => name).sort(),
  );
});

test("of a whole lesson nobody complains", () => {
  expect(complaints.filter((each) => isAbout(each, "01-numbers"))).toEqual([]);
});

test("every complaint is of a lesson that was broken, and says in a sentence what to do", () => {
  expect(complaints).toHaveLength(faults.length);
  for (const { advice } of complaints) expect(advice).toMatch(/^[A-Z`].*\.$/);
});

/** README.md is about a lesson by its number. */
function isAbout({ file, problem }: Complaint, slug: string): boolean {
  return file.includes(slug) || (file === "README.md" && problem.endsWith(` ${Number(slug.slice(0, 2))}.`));
}
