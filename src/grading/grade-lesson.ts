import type { Lesson } from "../course/lesson.ts";
import type { Grade } from "./grade.ts";
import { type EngineOptions, openGrader, type SubmissionFile } from "./open-grader.ts";

export interface GradeOptions extends EngineOptions {
  /** The same seed gives the same inputs. */
  readonly seed: number;
}

/**
 * Grades one file against one lesson. Never throws for what a submission does; what goes wrong on the course's side
 * stands in `couldNotGrade`.
 */
export async function gradeLesson(
  lesson: Lesson,
  submission: SubmissionFile,
  { seed, ...options }: GradeOptions,
): Promise<Grade> {
  const grader = openGrader(lesson, { ...options, once: true });
  try {
    return await grader.grade(submission, { seed });
  } finally {
    await grader.close();
  }
}
