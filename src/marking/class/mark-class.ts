// The submissions of a class against the lessons of a course: a few at a time, by engines that stay open. Whatever is wrong
// with one of them stands in its report, and no other one notices.

import { type Lesson, loadCourse } from "../../course/index.ts";
import { aFewAtATime, GraderPool } from "../../grading/index.ts";
import { haveCosts, NO_CHOICES } from "../choices.ts";
import type { Report } from "../report.ts";
import { stageChecks } from "../stage-checks.ts";
import { lessonsToMark, type Surroundings, shutIn } from "../surroundings.ts";
import type { FoundSubmission } from "./find-submissions.ts";
import { Learner } from "./learner.ts";
import { VerdictCache } from "./verdict-cache.ts";
import { Verdicts } from "./verdicts.ts";

export interface ClassOptions extends Surroundings {
  /** The same seed gives the same inputs, to all of them. */
  readonly seed: number;
  readonly submissions: readonly FoundSubmission[];
  /** Folder with the verdicts of earlier runs, which those of this one come into. */
  readonly cache: string;
  /** How many are marked at a time; as many as this machine does well with when left out. */
  readonly size?: number;
  /** Is told at the beginning, and after each lesson of each submission. */
  readonly onProgress?: (progress: ClassProgress) => void;
  /** Is given, at the same times, what tells the marks as far as they are known: to be asked when they are wanted. */
  readonly onMarks?: (soFar: () => readonly MarkedSubmission[]) => void;
  /** Ends the marking at once, with what is known. A check that is under way goes on until its own deadlines. */
  readonly signal?: AbortSignal;
}

/** How far the marking of a class has come. */
export interface ClassProgress {
  /** Lessons of submissions, each counted by itself. */
  readonly done: number;
  readonly all: number;
  /** How many of those that are done have no verdict. */
  readonly notGraded: number;
}

export interface MarkedSubmission {
  readonly learner: string;
  readonly report: Report;
  /** Slugs of the lessons that nobody has looked at yet. */
  readonly notYet: readonly string[];
}

/**
 * Marks a class.
 *
 * @returns The marks of each submission, in their order
 * @throws {MalformedCourse} When the course cannot be read
 * @throws {CannotMark} When there is no lesson to mark, or no sandbox where there has to be one
 */
export async function markClass(options: ClassOptions): Promise<readonly MarkedSubmission[]> {
  const { root, built, seed, patience = 1, choices = NO_CHOICES, size, cache, signal } = options;
  const startedAt = new Date();
  const course = await loadCourse(root);
  const wanted = lessonsToMark(course, options);
  const isolation = await shutIn(options);
  const pool = new GraderPool({
    ...{ root, built, patience },
    ...(size && { size }),
    ...(isolation && { isolation }),
  });
  const hidden = stageChecks(choices.hidden);
  const known = { root, built, seed, patience, isolation };
  const verdicts = new Verdicts({
    ...known,
    pool,
    hidden,
    cache: new VerdictCache(cache),
    ...(signal && { signal }),
  });
  const learners = options.submissions.map((found) => new Learner(found));
  const marks = (reason: string | undefined) =>
    learners.map((learner) => learner.marks({ ...known, choices, startedAt, wanted }, reason));
  const tell = (progress: ClassProgress) => {
    options.onProgress?.(progress);
    options.onMarks?.(() => marks(NOT_ENDED));
  };
  try {
    tell({ done: 0, all: wanted.length * learners.length, notGraded: 0 });
    const slugs = course.lessons.map(({ slug }) => slug);
    const take = { withProgress: haveCosts(choices) };
    await aFewAtATime(learners, (learner) => learner.take(root, slugs, take));
    await markAll(learners, wanted, verdicts, { ...options, onProgress: tell });
    return marks(signal?.aborted ? "The marking was interrupted." : undefined);
  } finally {
    for (const learner of learners) learner.dispose();
    const closing = pool.close();
    // Whoever stops it does not wait until a check that hangs has come to its deadline.
    if (!signal?.aborted) await closing;
    hidden.dispose();
  }
}

const NOT_ENDED = "The marking did not come to its end.";

/** Lesson by lesson: what was handed in unchanged by many is met by all of them at the same time. */
async function markAll(
  learners: readonly Learner[],
  lessons: readonly Lesson[],
  verdicts: Verdicts,
  { size, signal, onProgress }: ClassOptions,
): Promise<void> {
  const todo = lessons.flatMap((lesson) => learners.map((learner) => ({ lesson, learner })));
  let [done, notGraded] = [0, 0];
  const mark = async ({ lesson, learner }: (typeof todo)[number]) => {
    signal?.throwIfAborted();
    const hasVerdict = await learner.mark(lesson, verdicts);
    done += 1;
    if (!hasVerdict) notGraded += 1;
    onProgress?.({ done, all: todo.length, notGraded });
  };
  await aFewAtATime(todo, mark, size).catch((error) => {
    if (!signal?.aborted) throw error;
  });
}
