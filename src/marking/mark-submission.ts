// One submission against the lessons of a course. What can go wrong in between is a verdict: this function always comes
// back with a report, and whoever wants to be sure of one, also after a crash, keeps what is known before each lesson.

import { join } from "node:path";
import { type Lesson, loadCourse } from "../course/index.ts";
import {
  AT_A_TIME,
  aFewAtATime,
  GraderPool,
  type Isolation,
  startTypeChecks,
  TYPES_AFTER_MS,
} from "../grading/index.ts";
import { buildReport } from "./build-report.ts";
import { haveCosts, NO_CHOICES } from "./choices.ts";
import { NotReadable } from "./intake/entry.ts";
import { cannotTake, pathOf, type TakenSubmission, takeSubmission } from "./intake/take-submission.ts";
import { markLesson } from "./lesson-marker.ts";
import { withTypes } from "./mark-lesson.ts";
import type { LessonReport, Report } from "./report.ts";
import { safeText } from "./safe-text.ts";
import { stageChecks } from "./stage-checks.ts";
import { lessonsToMark, type Surroundings, shutIn } from "./surroundings.ts";

export interface MarkOptions extends Surroundings {
  /** The same seed gives the same inputs. */
  readonly seed: number;
  /** A folder, a .zip or a .tar.gz; the course's own exercises where it is left out. */
  readonly from?: string;
  /**
   * Is told what the report would be if nothing came after it: before the submission is taken, and after each lesson.
   */
  readonly onProgress?: (soFar: Report) => void;
  /** Ends the marking at once. A check that is under way goes on until its own deadlines. */
  readonly signal?: AbortSignal;
}

/** Marks a submission. Never throws: what went wrong stands in the report. */
export async function markSubmission(options: MarkOptions): Promise<Report> {
  const marking = new Marking(options);
  try {
    await marking.run();
    return marking.report();
  } catch (error) {
    return marking.report(sentenceOf(error, options));
  }
}

type StartedTypes = ReturnType<typeof startTypeChecks>;

const NOT_ENDED = "The marking did not come to its end.";

class Marking {
  readonly #options: MarkOptions;
  readonly #startedAt = new Date();
  readonly #startedMs = performance.now();
  readonly #marked = new Map<string, LessonReport>();
  #wanted: readonly Lesson[] = [];
  #taken: TakenSubmission | undefined;
  #isolation: Isolation | undefined;

  constructor(options: MarkOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { root, from, sandbox, onProgress, choices = NO_CHOICES } = this.#options;
    const course = await loadCourse(root);
    this.#wanted = lessonsToMark(course, this.#options);
    onProgress?.(this.report(NOT_ENDED));
    this.#isolation = await shutIn(this.#options);
    const slugs = course.lessons.map(({ slug }) => slug);
    // In a sandbox there is nothing to import but what was taken, also of the course's own exercises.
    const path = sandbox === undefined ? from : (from ?? root);
    this.#taken = await takeSubmission(root, slugs, path, { withProgress: haveCosts(choices) });
    try {
      await this.#markAll(this.#taken);
    } finally {
      this.#taken.dispose();
    }
  }

  /** A few lessons at a time, as each also waits. */
  async #markAll(taken: TakenSubmission): Promise<void> {
    const { root, built, seed, patience, onProgress, signal, choices = NO_CHOICES } = this.#options;
    const isolation = this.#isolation;
    const once = this.#wanted.length + choices.hidden.size <= AT_A_TIME;
    const pool = new GraderPool({
      ...{ root, built, once },
      ...(isolation && { isolation }),
      ...(patience && { patience }),
    });
    const hidden = stageChecks(choices.hidden);
    const types = this.#startTypes(taken);
    const withoutTypes = types !== undefined;
    const options = { pool, hidden, seed, withoutTypes, ...(signal && { signal }) };
    try {
      await aFewAtATime(this.#wanted, async (lesson) => {
        signal?.throwIfAborted();
        this.#marked.set(lesson.slug, await markLesson(lesson, taken, options));
        onProgress?.(this.report(NOT_ENDED));
      });
      await this.#addTypes(types, taken);
    } finally {
      const closing = pool.close();
      // Whoever stops a job does not wait until a check that hangs has come to its deadline.
      if (!signal?.aborted) await closing;
      hidden.dispose();
    }
  }

  /** For all lessons at once. Undefined in a sandbox, where TypeScript is not asked. */
  #startTypes({ base, files }: TakenSubmission): StartedTypes | undefined {
    if (this.#isolation?.kind === "strict") return undefined;
    const there = this.#wanted
      .filter(({ slug }) => files.has(slug))
      .map(({ slug }) => join(base, pathOf(slug)));
    return there.length === 0 ? undefined : startTypeChecks(there, { root: this.#options.root, base });
  }

  async #addTypes(started: StartedTypes | undefined, { base }: TakenSubmission): Promise<void> {
    const found = await started?.within(TYPES_AFTER_MS, this.#options.signal);
    for (const [slug, report] of this.#marked) {
      const types = found?.get(join(base, pathOf(slug)));
      if (types !== undefined) this.#marked.set(slug, withTypes(report, types));
    }
  }

  /** @param reason Why nothing comes after this */
  report(reason?: string): Report {
    const { root, seed, patience = 1, from, choices = NO_CHOICES } = this.#options;
    return buildReport({
      root,
      seed,
      patience,
      from,
      choices,
      isolation: this.#isolation,
      startedAt: this.#startedAt,
      durationMs: performance.now() - this.#startedMs,
      wanted: this.#wanted,
      taken: this.#taken,
      marked: this.#marked,
      reason,
    });
  }
}

const MOST_SENTENCE = 1_000;

function sentenceOf(error: unknown, { from = "", signal }: MarkOptions): string {
  if (signal?.aborted) return "The marking was interrupted.";
  if (error instanceof NotReadable) return cannotTake(from, error);
  return safeText((error as Error).message, MOST_SENTENCE);
}
