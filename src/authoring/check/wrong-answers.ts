import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckResult, Grade } from "../../grading/index.ts";
import { aFewAtATime } from "../../grading/index.ts";
import { parseModule } from "../../grading/read-module.ts";
import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
import { type GradableLesson, gradableLessons } from "./gradable-lessons.ts";
import { type AnswerGraders, withGraders } from "./grade-answers.ts";
import { notPassed, problemOf, type WrongAnswer } from "./judge-wrong-answer.ts";
import { listFiles } from "./list-files.ts";
import { WRONG_ANSWERS } from "./places.ts";

export const wrongAnswers: CourseCheck = {
  name: "wrong-answers",
  demands: "Each wrong answer fails in its own task and in no other, with the sentence on its first line.",
  async find(course, onLooked = () => {}) {
    const lessons = await gradableLessons(course);
    const wrong = await Promise.all(lessons.map((lesson) => readWrongAnswers(lesson, course)));
    const inTurn = byTurns(
      wrong.map((answers, index) => answers.map((each) => ({ ...each, of: lessons[index]! }))),
    );
    const found = await withGraders(course, (graders) => {
      const measures = new Map(lessons.map((lesson) => [lesson, once(() => measureOf(lesson, graders))]));
      return aFewAtATime(inTurn, async ({ of, ...answer }) => {
        const problems = await problemsOf(answer, of, measures.get(of)!, graders);
        onLooked(problems.length === 0, inTurn.length);
        return problems;
      });
    });
    return found.flat().sort(byFile);
  },
};

/**
 * One of each lesson, then the next of each: where a lesson is about silence its grades wait, and those of others have the
 * processors meanwhile.
 */
function byTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat();
}

function byFile(one: CourseProblem, other: CourseProblem): number {
  return one.file < other.file ? -1 : Number(one.file > other.file);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What a lesson's wrong answers are measured by: the grade of its solution. */
interface Measure {
  /** Names of the tasks that have checks. */
  readonly checked: ReadonlySet<string | undefined>;
  /** Checks that the solution itself does not pass. */
  readonly faults: ReadonlySet<string>;
}

/** What is no TypeScript is told of by the check of types. */
async function readWrongAnswers(
  { lesson: { slug }, tasks }: GradableLesson,
  { root }: CheckedCourse,
): Promise<WrongAnswer[]> {
  const files = tasks.flatMap(({ name }) => {
    const folder = `${WRONG_ANSWERS}/${slug}/${name}`;
    return listFiles(root, folder)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => ({ task: name, file: `${folder}/${file}` }));
  });
  const read = files.map(async ({ task, file }) => {
    const source = readFileSync(join(root, file), "utf8");
    return (await parseModule(source)) && { task, file, sentence: sentenceOf(source) };
  });
  return (await Promise.all(read)).filter((each) => each !== undefined);
}

/** The sentence that a learner must see beside a wrong answer, from the first line of its source. */
function sentenceOf(source: string): string | undefined {
  return /^\/\/ The learner must see: (.*\S)/.exec(source.split(/\r?\n/)[0]!)?.[1];
}

function solutionOf({ lesson: { slug } }: GradableLesson): string {
  return `solutions/${slug}.ts`;
}

async function measureOf(gradable: GradableLesson, graders: AnswerGraders): Promise<Measure> {
  const right = await graders.grade({ gradable, file: solutionOf(gradable) });
  // What keeps the grader from grading, or a task from being checked, is told of by the check `answers`.
  if (right.couldNotGrade !== undefined) return { checked: new Set(), faults: new Set() };
  return {
    checked: new Set(right.checks.map(({ taskName }) => taskName)),
    // Wrong answers take what they do not get wrong from the solution, its faults included.
    faults: new Set(notPassed(right).map(keyOf)),
  };
}

function problemsOf(
  answer: WrongAnswer,
  gradable: GradableLesson,
  measure: () => Promise<Measure>,
  graders: AnswerGraders,
): Promise<readonly CourseProblem[]> {
  const { file, task, sentence } = answer;
  const asked = { question: ["fails", task, sentence], measuredBy: solutionOf(gradable) };
  return graders.problems({ gradable, file }, asked, async () => {
    const { checked, faults } = await measure();
    if (!checked.has(task)) return { problems: [], isSure: false };
    const verdict = await graders.grade({ gradable, file });
    const checks = withoutFaults(verdict, answer, faults);
    const problem = problemOf(answer, gradable, { ...verdict, checks });
    return { problems: problem === undefined ? [] : [problem], isSure: faults.size === 0 };
  });
}

function withoutFaults({ checks }: Grade, { task }: WrongAnswer, faults: ReadonlySet<string>): CheckResult[] {
  return checks.filter((check) => check.taskName === task || !faults.has(keyOf(check)));
}

/** Two tasks may have checks of one title. */
function keyOf({ task, title }: CheckResult): string {
  return `${task}: ${title}`;
}
