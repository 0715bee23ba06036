import { join } from "node:path";
import type { CheckResult, Grade, Grader } from "../../grading/index.ts";
import type { CheckedCourse, CourseProblem } from "./course-problem.ts";
import type { GradableLesson } from "./gradable-lessons.ts";

/** Grades a file, by its path from the course's root, as the answer to a lesson. */
export type GradeFile = (file: string, seed?: number) => Promise<Grade>;

/** Of the inputs that every answer gets. */
export const SEED = 20_260;

/**
 * Opens a lesson's grader, for as long as it is used: what it costs to start is paid once for many answers.
 *
 */
export async function withGrader<T>(
  { lesson }: GradableLesson,
  { root, built }: CheckedCourse,
  use: (grade: GradeFile) => Promise<T>,
): Promise<T> {
  // Vitest is large: it is loaded when something is to be graded, not before.
  const { openGrader } = await import("../../grading/index.ts");
  const grader: Grader = openGrader(lesson, { root, built });
  try {
    return await use((file, seed = SEED) =>
      grader.grade({ file: join(root, file) }, { seed, withoutTypes: true }),
    );
  } finally {
    await grader.close();
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
