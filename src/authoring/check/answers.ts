import { join } from "node:path";
import type { Task } from "../../course/index.ts";
import type { CheckResult, Grade } from "../../grading/index.ts";
import { aFewAtATime } from "./a-few-at-a-time.ts";
import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
import { type GradableLesson, gradableLessons } from "./gradable-lessons.ts";
import { graderProblem, SEED, tellCheck, withGrader } from "./grade-answers.ts";
import { readModule } from "./read-module.ts";

export const answers: CourseCheck = {
  name: "answers",
  demands: "Each check of a stub says that its task is not written yet, and right answers pass every check.",
  async find(course, onLooked = () => {}) {
    const plans = await Promise.all((await gradableLessons(course)).map((lesson) => planOf(lesson, course)));
    const of = plans.reduce((sum, { runs }) => sum + runs.length, 0);
    const found = await aFewAtATime(plans, (plan) =>
      problemsOf(plan, course, (problems) => onLooked(problems.length === 0, of)),
    );
    return found.flat();
  },
};

/** An answer that is graded, and what is not right about its grade. */
interface Run {
  readonly file: string;
  readonly seed: number;
  judge(gradable: GradableLesson, grade: Grade, run: Run): CourseProblem[];
}

interface Plan {
  readonly gradable: GradableLesson;
  readonly runs: readonly Run[];
}

/** Inputs vary with the seed: what is right has to be right for more than one. */
const SEEDS = [SEED, 1, 2];

async function planOf(gradable: GradableLesson, { root }: CheckedCourse): Promise<Plan> {
  const { slug } = gradable.lesson;
  const right = await Promise.all(
    [`solutions/${slug}.ts`, `test/course/other-answers/${slug}.ts`].map(async (file) => {
      // What is not there, or is no TypeScript, is told of by other checks.
      const isThere = (await readModule(join(root, file))) !== undefined;
      return isThere ? SEEDS.map((seed): Run => ({ file, seed, judge: rightProblems })) : [];
    }),
  );
  const stub: Run = { file: `exercises/.original/${slug}.ts`, seed: SEED, judge: stubProblems };
  return { gradable, runs: [stub, ...right.flat()] };
}

function problemsOf(
  { gradable, runs }: Plan,
  course: CheckedCourse,
  onRun: (problems: readonly CourseProblem[]) => void,
): Promise<CourseProblem[]> {
  return withGrader(gradable, course, async (grade) => {
    const found: CourseProblem[] = [];
    const wrong = new Set<string>();
    for (const run of runs) {
      // Whatever its inputs are: once it is known to be wrong, more of the same helps nobody.
      if (wrong.has(run.file)) continue;
      const verdict = await grade(run.file, run.seed);
      const broken = verdict.couldNotGrade;
      const problems =
        broken === undefined ? run.judge(gradable, verdict, run) : [graderProblem(gradable, broken)];
      onRun(problems);
      found.push(...problems);
      if (broken !== undefined) break;
      if (problems.length > 0) wrong.add(run.file);
    }
    return found;
  });
}

function stubProblems(
  { lesson: { slug }, tasks }: GradableLesson,
  { checks }: Grade,
  { file }: Run,
): CourseProblem[] {
  return tasks.flatMap((task): CourseProblem[] => {
    const own = checksOf(task, checks);
    if (own.length === 0) return [withoutChecks(slug, task)];
    const other = own.find(
      ({ state, failure }) => state !== "not-written" || failure?.message !== notWritten(task),
    );
    if (other === undefined) return [];
    return [
      {
        file,
        problem: `The stub of ${task.name} does not say that task ${task.number} is not written yet: ${tellCheck(other)}`,
        advice: `Throw \`new Error("Task ${task.number} is not written yet: ${task.name}(...)")\` before anything else can go wrong, and have each check ask for the task.`,
      },
    ];
  });
}

function withoutChecks(slug: string, { number, name }: Task): CourseProblem {
  return {
    file: `test/graders/${slug}.test.ts`,
    problem: `There is no check in the describe of task ${number}.`,
    advice: `Write one for each thing that ${name} has to do.`,
  };
}

function notWritten({ number }: Task): string {
  return `Task ${number} is not written yet.`;
}

function rightProblems(
  { lesson: { slug }, tasks }: GradableLesson,
  { checks, seed }: Grade,
  { file }: Run,
): CourseProblem[] {
  return tasks.flatMap((task): CourseProblem[] => {
    const [first, ...more] = checksOf(task, checks).filter(({ state }) => state !== "passed");
    if (first === undefined) return [];
    const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
    return [
      {
        file,
        problem: `This right answer does not pass ${task.name}: ${tellCheck(first)}${others}`,
        advice: `Mend it, or the check in test/graders/${slug}.test.ts where that asks for more than the lesson; the inputs were those of seed ${seed}.`,
      },
    ];
  });
}

function checksOf({ number }: Task, checks: readonly CheckResult[]): CheckResult[] {
  return checks.filter(({ task }) => task === number);
}
