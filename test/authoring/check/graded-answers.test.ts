// What only a grade shows: answers of which the grader says something else than it should, and graders that do not grade.
// Each course has several faults, so that it is graded once.

import { afterAll, expect, test } from "vitest";
import { COURSE_CHECKS } from "../../../src/authoring/check/index.ts";
import { WholeCourse } from "../../support/whole-course.ts";

const SLUG = "01-numbers";
const GRADER = `test/graders/${SLUG}.test.ts`;
const WRONG = `test/course/wrong-answers/${SLUG}`;
const STUB = `exercises/.original/${SLUG}.ts`;
const SOLUTION = `solutions/${SLUG}.ts`;
const ROUNDED = '"halves what is odd": The value that came back is not the expected one. rounding the half.';
const graded = COURSE_CHECKS.filter(({ name }) => ["examples", "answers", "wrong-answers"].includes(name));
const AS_LONG_AS_IT_TAKES = 600_000;

const courses: WholeCourse[] = [];
afterAll(() => {
  for (const course of courses) course.dispose();
});

function brokenCourse(): WholeCourse {
  const course = new WholeCourse();
  courses.push(course);
  return course;
}

/** The complaints of all checks that grade, without their advice. */
async function complaints(course: WholeCourse) {
  const found = await course.complaints(graded);
  expect(
    found.filter(({ advice }) => !/^[A-Z].*\.$/.test(advice)),
    "advice is a sentence",
  ).toEqual([]);
  return found.map(({ check, file, line, problem }) => [
    check,
    line === undefined ? file : `${file}:${line}`,
    problem,
  ]);
}

test(
  "stubs that say something else, and right answers and worked examples that are not right",
  async () => {
    const course = brokenCourse();
    course.replace(STUB, "Task 1 is not written yet", "Nothing is written yet");
    course.replace(SOLUTION, "value / 2", "Math.floor(value / 2)");
    course.replace(`test/course/other-answers/${SLUG}.ts`, "value + value", "value + value + 1");
    course.replace(`lessons/${SLUG}.md`, "// 6", "// 7");
    expect(await complaints(course)).toEqual([
      [
        "examples",
        `lessons/${SLUG}.md:98`,
        "The worked example of task 3, `sum([1, 2, 3])`, gives `6`, and the lesson shows `7`.",
      ],
      [
        "examples",
        `${WRONG}/sum/returns-the-worked-example.ts`,
        "It is to answer as the worked example does: `sum([1, 2, 3])` gives `6`, and the lesson shows `7`.",
      ],
      [
        "answers",
        STUB,
        'The stub of double does not say that task 1 is not written yet: "doubles": It threw Error: Nothing is written yet: double(51)',
      ],
      [
        "answers",
        SOLUTION,
        'This right answer does not pass half: "halves what is odd": The value that came back is not the expected one. rounding the half.',
      ],
      [
        "answers",
        `test/course/other-answers/${SLUG}.ts`,
        'This right answer does not pass double: "doubles": The value that came back is not the expected one.',
      ],
    ]);
  },
  AS_LONG_AS_IT_TAKES,
);

test(
  "wrong answers that are right, fail elsewhere, or show another sentence",
  async () => {
    const course = brokenCourse();
    const answer = (name: string, ...functions: string[]) => {
      const model = course.read(`${WRONG}/double/triples.ts`).split("export function")[0]!;
      course.write(`${WRONG}/double/${name}.ts`, [model, ...functions].join("\n"));
    };
    const triples = "export function double(value: number): number {\n  return value * 3;\n}\n";
    const rounds = "export function half(value: number): number {\n  return Math.floor(value / 2);\n}\n";
    answer("is-right");
    answer("fails-in-another", rounds);
    answer("fails-in-another-too", triples, rounds);
    answer("does-not-double", triples.replace("value * 3", "value * 4"));
    answer("is-told-otherwise", triples);
    course.replace(`${WRONG}/double/is-told-otherwise.ts`, "three times", "thrice");
    course.replace(`${WRONG}/double/triples.ts`, "// The learner must see: ", "// ");
    expect(await complaints(course)).toEqual([
      [
        "wrong-answers",
        `${WRONG}/double/does-not-double.ts:1`,
        'The check "doubles" tells no usual cause, and not this sentence.',
      ],
      ["wrong-answers", `${WRONG}/double/fails-in-another-too.ts`, `It fails in half too: ${ROUNDED}`],
      [
        "wrong-answers",
        `${WRONG}/double/fails-in-another.ts`,
        `It fails in half and not in double: ${ROUNDED}`,
      ],
      ["wrong-answers", `${WRONG}/double/is-right.ts`, "It passes every check."],
      [
        "wrong-answers",
        `${WRONG}/double/is-told-otherwise.ts:1`,
        'The check "doubles" tells "taking the value three times.", and not this sentence.',
      ],
      [
        "wrong-answers",
        `${WRONG}/double/triples.ts:1`,
        "It does not begin with the sentence that the learner must see.",
      ],
    ]);
  },
  AS_LONG_AS_IT_TAKES,
);

test(
  "a grader that does not grade is told of once",
  async () => {
    const course = brokenCourse();
    course.write(GRADER, `${course.read(GRADER)}\nthrow new Error("The grader stumbled.");\n`);
    expect(await complaints(course)).toEqual([
      ["answers", GRADER, "It does not grade: The grader stumbled."],
    ]);
  },
  AS_LONG_AS_IT_TAKES,
);

test(
  "a describe without checks",
  async () => {
    const course = brokenCourse();
    course.replace(GRADER, /(?<=describe\("Task 3: sum", \(\) => \{)[\s\S]*(?=\n\}\);\n$)/, "");
    expect(await complaints(course)).toEqual([
      ["answers", GRADER, "There is no check in the describe of task 3."],
    ]);
  },
  AS_LONG_AS_IT_TAKES,
);

test(
  "what the checks of the files complain of is not told again for every answer",
  async () => {
    const course = brokenCourse();
    course.remove(`test/course/other-answers/${SLUG}.ts`);
    course.replace(STUB, "export function half", "function half");
    course.replace(GRADER, /describe\("Task 3[\s\S]*$/, "");
    course.replace(`${WRONG}/double/triples.ts`, "value * 3", "value * / 3");
    expect(await complaints(course)).toEqual([]);
  },
  AS_LONG_AS_IT_TAKES,
);

test.each([
  ["no grader", (course: WholeCourse) => course.remove(GRADER)],
  ["a describe of no task", (course: WholeCourse) => course.replace(GRADER, "Task 3: sum", "Task 4: sum")],
  [
    "a solution that is no TypeScript",
    (course: WholeCourse) => course.write(SOLUTION, "export const = 1;\n"),
  ],
  ["a lesson that does not open", (course: WholeCourse) => course.write(`lessons/${SLUG}.md`, "# Numbers\n")],
])("with %s nothing is graded", async (_title, make) => {
  const course = brokenCourse();
  make(course);
  expect(await complaints(course)).toEqual([]);
});
