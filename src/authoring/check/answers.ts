import { join } from "node:path";
import type { Grade } from "../../grading/index.ts";
import { aFewAtATime } from "../../grading/index.ts";
import { readModule } from "../../grading/read-module.ts";
import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
import { type GradableLesson, gradableLessons } from "./gradable-lessons.ts";
import { type AnswerGraders, graderProblem, SEED, withGraders } from "./grade-answers.ts";
import { rightProblems, stubProblems } from "./judge-answer.ts";

export const answers: CourseCheck = {
  name: "answers",
  demands: "Each check of a stub says that its task is not written yet, and right answers pass every check.",
  async find(course, onLooked = () => {}) {
    const plans = await Promise.all((await gradableLessons(course)).map((lesson) => planOf(lesson, course)));
    const of = plans.reduce((sum, { runs }) => sum + runs.length, 0);
    const found = await withGraders(course, (graders) =>
      aFewAtATime(plans, (plan) =>
        problemsOf(plan, graders, (problems) => onLooked(problems.length === 0, of)),
      ),
    );
    return found.flat();
  },
};

/** An answer that is graded, and what is not right about its grade. */
interface Run {
  readonly file: string;
  readonly seed: number;
  judge(gradable: GradableLesson, grade: Grade, file: string): CourseProblem[];
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

async function problemsOf(
  { gradable, runs }: Plan,
  graders: AnswerGraders,
  onRun: (problems: readonly CourseProblem[]) => void,
): Promise<CourseProblem[]> {
  const found: CourseProblem[] = [];
  const wrong = new Set<string>();
  for (const run of runs) {
    // Whatever its inputs are: once it is known to be wrong, more of the same helps nobody.
    if (wrong.has(run.file)) continue;
    let isBroken = false;
    const problems = await graders.problems({ gradable, ...run }, { question: run.judge.name }, async () => {
      const grade = await graders.grade({ gradable, ...run });
      const broken = grade.couldNotGrade;
      isBroken = broken !== undefined;
      const problems = isBroken ? [graderProblem(gradable, broken!)] : run.judge(gradable, grade, run.file);
      return { problems, isSure: true };
    });
    onRun(problems);
    found.push(...problems);
    if (isBroken) break;
    if (problems.length > 0) wrong.add(run.file);
  }
  return found;
}
