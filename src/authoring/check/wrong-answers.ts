import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckResult, Grade } from "../../grading/index.ts";
import { AT_A_TIME, aFewAtATime } from "../../grading/index.ts";
import { parseModule } from "../../grading/read-module.ts";
import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
import { type GradableLesson, gradableLessons } from "./gradable-lessons.ts";
import { withGrader } from "./grade-answers.ts";
import { notPassed, problemOf, type WrongAnswer } from "./judge-wrong-answer.ts";
import { listFiles } from "./list-files.ts";
import { WRONG_ANSWERS } from "./places.ts";

export const wrongAnswers: CourseCheck = {
  name: "wrong-answers",
  demands: "Each wrong answer fails in its own task and in no other, with the sentence on its first line.",
  async find(course, onLooked = () => {}) {
    const lessons = await gradableLessons(course);
    const wrong = await Promise.all(lessons.map((lesson) => readWrongAnswers(lesson, course)));
    const of = wrong.flat().length;
    const batches = lessons.flatMap((lesson, index) => batchesOf(lesson, wrong[index]!, of));
    const found = await aFewAtATime(batches, (batch) =>
      problemsOf(batch, course, (problem) => onLooked(problem === undefined, of)),
    );
    return found.flat();
  },
};

/** Some wrong answers of a lesson, which one grader grades. */
interface Batch {
  readonly gradable: GradableLesson;
  readonly wrong: readonly WrongAnswer[];
}

/** Each batch starts a grader and grades the solution. */
const LEAST_OF_BATCH = 15;
/** Where a grade takes seconds, as in a lesson about silence, no worker is left alone with all of them. */
const MOST_OF_BATCH = 25;

/** A lesson is divided, so that no processor is idle. */
function batchesOf(gradable: GradableLesson, wrong: readonly WrongAnswer[], all: number): Batch[] {
  const fair = Math.ceil(all / (2 * AT_A_TIME));
  const size = Math.min(MOST_OF_BATCH, Math.max(LEAST_OF_BATCH, fair));
  const count = Math.ceil(wrong.length / size);
  return Array.from({ length: count }, (_, index) => ({
    gradable,
    wrong: wrong.slice(index * size, (index + 1) * size),
  }));
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

function problemsOf(
  { gradable, wrong }: Batch,
  course: CheckedCourse,
  onGraded: (problem: CourseProblem | undefined) => void,
): Promise<CourseProblem[]> {
  const { slug } = gradable.lesson;
  return withGrader(gradable, course, async (grade) => {
    const right = await grade(`solutions/${slug}.ts`);
    // What keeps the grader from grading, or a task from being checked, is told of by the check `answers`.
    if (right.couldNotGrade !== undefined) return [];
    const checked = new Set(right.checks.map(({ taskName }) => taskName));
    // Wrong answers take what they do not get wrong from the solution, its faults included.
    const faults = new Set(notPassed(right).map(keyOf));
    const problems: CourseProblem[] = [];
    for (const answer of wrong.filter(({ task }) => checked.has(task))) {
      const verdict = await grade(answer.file);
      const problem = problemOf(answer, gradable, {
        ...verdict,
        checks: withoutFaults(verdict, answer, faults),
      });
      onGraded(problem);
      if (problem !== undefined) problems.push(problem);
    }
    return problems;
  });
}

function withoutFaults({ checks }: Grade, { task }: WrongAnswer, faults: ReadonlySet<string>): CheckResult[] {
  return checks.filter((check) => check.taskName === task || !faults.has(keyOf(check)));
}

/** Two tasks may have checks of one title. */
function keyOf({ task, title }: CheckResult): string {
  return `${task}: ${title}`;
}
