import { join } from "node:path";
import type { CheckResult, Grade, GraderPool } from "../../grading/index.ts";
import type { CheckedCourse, CourseProblem } from "./course-problem.ts";
import type { GradableLesson } from "./gradable-lessons.ts";
import { answerKey } from "./known-answers.ts";

/** Of the inputs that every answer gets. */
export const SEED = 20_260;

/** An answer to a lesson, by its path from the course's root, and the seed of its inputs. */
export interface AnswerFile {
  readonly gradable: GradableLesson;
  readonly file: string;
  readonly seed?: number;
}

/** What a grade showed of an answer. */
export interface Finding {
  readonly problems: readonly CourseProblem[];
  /** Whether all that it was measured by was as it should be. */
  readonly isSure: boolean;
}

/** Grades the answers of a course, whichever lesson they are to. */
export class AnswerGraders {
  readonly #course: CheckedCourse;
  readonly #pool: GraderPool;

  constructor(course: CheckedCourse, pool: GraderPool) {
    this.#course = course;
    this.#pool = pool;
  }

  grade({ gradable, file, seed = SEED }: AnswerFile): Promise<Grade> {
    return this.#pool.grade(gradable.lesson, this.#submission(file), { seed, withoutTypes: true });
  }

  /**
   * Whether an answer is as it should be: as an earlier run found it, where nothing has changed since, or as `look` finds.
   *
   * @param question What is asked of the answer, as plain data
   * @param measuredBy Another file that the finding depends on
   * @param look Grades the answer; what it is not sure of is not kept
   */
  async problems(
    { gradable, file, seed = SEED }: AnswerFile,
    { question, measuredBy }: { readonly question: unknown; readonly measuredBy?: string },
    look: () => Promise<Finding>,
  ): Promise<readonly CourseProblem[]> {
    const { known } = this.#course;
    if (known === undefined) return (await look()).problems;
    const files = measuredBy === undefined ? [file] : [file, measuredBy];
    const hashes = await Promise.all(files.map((each) => this.#pool.hash(this.#submission(each))));
    const key = answerKey(gradable, this.#course, { question, seed, hashes });
    if (known.has(key)) return [];
    const { problems, isSure } = await look();
    known.note(key, isSure && problems.length === 0);
    return problems;
  }

  #submission(file: string) {
    return { file: join(this.#course.root, file) };
  }
}

/** Opens graders, for as long as they are used: what they cost to start is paid once for many answers. */
export async function withGraders<T>(
  course: CheckedCourse,
  use: (graders: AnswerGraders) => Promise<T>,
): Promise<T> {
  // Vitest is large: it is loaded when something is to be graded, not before.
  const { GraderPool } = await import("../../grading/index.ts");
  const pool = new GraderPool({ root: course.root, built: course.built });
  try {
    return await use(new AnswerGraders(course, pool));
  } finally {
    await pool.close();
  }
}

/** What the learner would read of a check, in one line. */
export function tellCheck({ title, state, failure }: CheckResult): string {
  return [`"${title}":`, failure?.message ?? `${state}.`, failure?.cause]
    .filter((each) => each !== undefined)
    .join(" ");
}

/** What keeps a lesson's grader from grading at all. */
export function graderProblem({ lesson }: GradableLesson, couldNotGrade: string): CourseProblem {
  return {
    file: `test/graders/${lesson.slug}.test.ts`,
    problem: `It does not grade: ${couldNotGrade}`,
    advice: "Mend the grader; until then no answer of the lesson is checked.",
  };
}
