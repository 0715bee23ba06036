import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckResult, Grade } from "../../grading/index.ts";
import { aFewAtATime } from "./a-few-at-a-time.ts";
import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
import { type GradableLesson, gradableLessons } from "./gradable-lessons.ts";
import { tellCheck, withGrader } from "./grade-answers.ts";
import { listFiles } from "./list-files.ts";
import { WRONG_ANSWERS } from "./places.ts";
import { parseModule } from "./read-module.ts";

export const wrongAnswers: CourseCheck = {
  name: "wrong-answers",
  demands: "Each wrong answer fails in its own task and in no other, with the sentence on its first line.",
  async find(course, onLooked = () => {}) {
    const lessons = await gradableLessons(course);
    const batches = (await Promise.all(lessons.map((lesson) => batchesOf(lesson, course)))).flat();
    const of = batches.reduce((sum, { wrong }) => sum + wrong.length, 0);
    const found = await aFewAtATime(batches, (batch) =>
      problemsOf(batch, course, (problem) => onLooked(problem === undefined, of)),
    );
    return found.flat();
  },
};

interface WrongAnswer {
  /** From the course's root. */
  readonly file: string;
  /** Name of the task that it gets wrong. */
  readonly task: string;
  /** What the learner must see; `undefined` when its first line does not say so. */
  readonly sentence: string | undefined;
}

/** Some wrong answers of a lesson, which one grader grades. */
interface Batch {
  readonly gradable: GradableLesson;
  readonly wrong: readonly WrongAnswer[];
}

/** So that one long lesson alone keeps more than one processor busy. */
const MOST_OF_BATCH = 15;

async function batchesOf(gradable: GradableLesson, course: CheckedCourse): Promise<Batch[]> {
  const wrong = await readWrongAnswers(gradable, course);
  const count = Math.ceil(wrong.length / MOST_OF_BATCH);
  return Array.from({ length: count }, (_, index) => ({
    gradable,
    wrong: wrong.slice(index * MOST_OF_BATCH, (index + 1) * MOST_OF_BATCH),
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
    const faults = new Set(notPassed(right).map(({ title }) => title));
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

function notPassed({ checks }: Pick<Grade, "checks">): CheckResult[] {
  return checks.filter(({ state }) => state !== "passed");
}

function withoutFaults({ checks }: Grade, { task }: WrongAnswer, faults: ReadonlySet<string>): CheckResult[] {
  return checks.filter(({ taskName, title }) => taskName === task || !faults.has(title));
}

/** What is not right about where, and with which words, a wrong answer failed. */
function problemOf(
  { file, task, sentence }: WrongAnswer,
  { lesson: { slug }, tasks }: GradableLesson,
  grade: Pick<Grade, "couldNotGrade" | "checks">,
): CourseProblem | undefined {
  const grader = `test/graders/${slug}.test.ts`;
  const names = tasks.map(({ name }) => name);
  const failed = notPassed(grade).filter(({ taskName }) => names.includes(taskName));
  const [own] = failed.filter(({ taskName }) => taskName === task);
  const other = failed.find(({ taskName }) => taskName !== task);
  if (sentence === undefined)
    return {
      file,
      line: 1,
      problem: "It does not begin with the sentence that the learner must see.",
      advice: "Write `// The learner must see: ` on its first line, and behind it the usual cause.",
    };
  if (grade.couldNotGrade !== undefined)
    return {
      file,
      problem: `It cannot be graded: ${grade.couldNotGrade}`,
      advice: `Mend it, or ${grader}: whatever an answer does, the grader has to get to its end.`,
    };
  if (other !== undefined)
    return {
      file,
      problem: `It fails in ${other.taskName} ${own === undefined ? `and not in ${task}` : "too"}: ${tellCheck(other)}`,
      advice: `Take everything but ${task} from the solution, or have the checks of ${other.taskName} not depend on ${task}.`,
    };
  if (own === undefined)
    return {
      file,
      problem: "It passes every check.",
      advice: `Give ${grader} a check of ${task} that it fails, or move it to the right answers.`,
    };
  if (own.failure?.cause === sentence) return undefined;
  return {
    file,
    line: 1,
    problem: `The check "${own.title}" tells ${told(own)}, and not this sentence.`,
    advice: `Give the check in ${grader} this sentence for what the answer does, or write here what it tells.`,
  };
}

function told({ failure }: CheckResult): string {
  return failure?.cause === undefined ? "no usual cause" : `"${failure.cause}"`;
}
