// One lesson of one submission that was taken: its report, whatever becomes of it.

import { join } from "node:path";
import type { Lesson } from "../course/index.ts";
import type { Grade, GraderPool } from "../grading/index.ts";
import { pathOf, type TakenSubmission } from "./intake/take-submission.ts";
import { graded, notGraded, notSubmitted } from "./mark-lesson.ts";
import type { LessonReport } from "./report.ts";

export interface MarkerOptions {
  readonly pool: GraderPool;
  /** The same seed gives the same inputs. */
  readonly seed: number;
  /** TypeScript is not asked. */
  readonly withoutTypes?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * The report on a lesson, by the course's own terms. What goes wrong with one lesson is no reason to leave out the others:
 * it stands in the report.
 *
 * @throws The signal's reason, when the marking was given up
 */
export async function markLesson(
  lesson: Lesson,
  taken: TakenSubmission,
  options: MarkerOptions,
): Promise<LessonReport> {
  try {
    return await mark(lesson, taken, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    return notGraded(lesson, (error as Error).message);
  }
}

async function mark(
  lesson: Lesson,
  { base, files, refused }: TakenSubmission,
  options: MarkerOptions,
): Promise<LessonReport> {
  const path = pathOf(lesson.slug);
  if (files.has(lesson.slug)) return graded(lesson, await gradeIn(base, lesson, options));
  // The checks of a file that is not there: each is declared, and none can run.
  const grade = await gradeIn(join(base, NOWHERE), lesson, options);
  return notSubmitted(lesson, grade, `${path} ${refused.get(lesson.slug) ?? "is not there"}.`);
}

/** A folder that nobody makes. */
const NOWHERE = "not-submitted";

function gradeIn(base: string, lesson: Lesson, { pool, ...run }: MarkerOptions): Promise<Grade> {
  return pool.grade(lesson, { file: join(base, pathOf(lesson.slug)), base }, run);
}
