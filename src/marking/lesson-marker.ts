// One lesson of one submission that was taken: its report, whatever becomes of it.

import { join } from "node:path";
import type { Lesson } from "../course/index.ts";
import type { Grade, GraderPool } from "../grading/index.ts";
import { pathOf, type TakenSubmission } from "./intake/take-submission.ts";
import { graded, notGraded, notSubmitted } from "./mark-lesson.ts";
import type { LessonReport } from "./report.ts";
import type { StagedChecks } from "./stage-checks.ts";

export interface MarkerOptions {
  readonly pool: GraderPool;
  /** The teacher's own, beside those of the lesson. */
  readonly hidden: StagedChecks;
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
    const { diagnostics, ...report } = await mark(lesson, taken, options);
    return { ...report, ...(diagnostics && !options.withoutTypes && { diagnostics }) };
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
  if (files.has(lesson.slug)) return graded(lesson, ...(await gradesIn(base, lesson, options)));
  // The checks of a file that is not there: each is declared, and none can run.
  const grades = await gradesIn(join(base, NOWHERE), lesson, options);
  return notSubmitted(lesson, `${path} ${refused.get(lesson.slug) ?? "is not there"}.`, ...grades);
}

/** A folder that nobody makes. */
const NOWHERE = "not-submitted";

/** By the lesson's own grader first: what a submission leaves behind has not seen the hidden checks. */
async function gradesIn(base: string, lesson: Lesson, options: MarkerOptions): Promise<[Grade, Grade?]> {
  const { pool, hidden, ...run } = options;
  const submission = { file: join(base, pathOf(lesson.slug)), base };
  const grade = await pool.grade(lesson, submission, run);
  const withHidden = hidden.lessonOf(lesson);
  if (withHidden === undefined || grade.couldNotGrade !== undefined) return [grade];
  return [grade, hidden.named(await pool.grade(withHidden, submission, { ...run, withoutTypes: true }))];
}
