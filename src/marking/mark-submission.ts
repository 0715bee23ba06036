// One submission against the lessons of a course. What can go wrong in between is a verdict: this function always comes
// back with a report, and whoever wants to be sure of one, also after a crash, keeps what is known before each lesson.

import { type Course, type Lesson, loadCourse } from "../course/index.ts";
import { AT_A_TIME, aFewAtATime, findIsolation, GraderPool, type Isolation } from "../grading/index.ts";
import { buildReport, submissionName } from "./build-report.ts";
import { type Choices, NO_CHOICES } from "./choices.ts";
import { NotReadable } from "./intake/entry.ts";
import { type TakenSubmission, takeSubmission } from "./intake/take-submission.ts";
import { markLesson } from "./lesson-marker.ts";
import type { LessonReport, Report } from "./report.ts";
import { safeText } from "./safe-text.ts";

export interface MarkOptions {
  /** Folder of the course. */
  readonly root: string;
  /** Folder of the bundles. */
  readonly built: string;
  /** Slugs of the lessons to mark; those of the choices, or all, where it is left out. */
  readonly lessons?: readonly string[];
  /** The same seed gives the same inputs. */
  readonly seed: number;
  /** A folder, a .zip or a .tar.gz; the course's own exercises where it is left out. */
  readonly from?: string;
  readonly choices?: Choices;
  /**
   * Whether a submission has to be shut in, or is where that can be had. Left out, it runs with the rights of this
   * process.
   */
  readonly sandbox?: "required" | "where-possible";
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
    const { root, from, sandbox, onProgress } = this.#options;
    const course = await loadCourse(root);
    this.#wanted = lessonsOf(course, this.#options);
    if (this.#wanted.length === 0) throw new Error("There is no lesson to mark.");
    onProgress?.(this.report(NOT_ENDED));
    this.#isolation = await this.#shutIn();
    const slugs = course.lessons.map(({ slug }) => slug);
    // In a sandbox there is nothing to import but what was taken, also of the course's own exercises.
    this.#taken = await takeSubmission(root, slugs, sandbox === undefined ? from : (from ?? root));
    try {
      await this.#markAll(this.#taken);
    } finally {
      this.#taken.dispose();
    }
  }

  /** A few lessons at a time, as each also waits. */
  async #markAll(taken: TakenSubmission): Promise<void> {
    const { root, built, seed, onProgress, signal } = this.#options;
    const isolation = this.#isolation;
    const once = this.#wanted.length <= AT_A_TIME;
    const pool = new GraderPool({ root, built, once, ...(isolation && { isolation }) });
    const options = { pool, seed, ...(signal && { signal }) };
    try {
      await aFewAtATime(this.#wanted, async (lesson) => {
        signal?.throwIfAborted();
        this.#marked.set(lesson.slug, await markLesson(lesson, taken, options));
        onProgress?.(this.report(NOT_ENDED));
      });
    } finally {
      const closing = pool.close();
      // Whoever stops a job does not wait until a check that hangs has come to its deadline.
      if (!signal?.aborted) await closing;
    }
  }

  /** @throws {Error} Where there has to be a sandbox, and none can be had */
  async #shutIn(): Promise<Isolation | undefined> {
    const { sandbox } = this.#options;
    if (sandbox === undefined) return undefined;
    const found = await findIsolation(this.#options);
    if (found.kind === "strict" || sandbox === "where-possible") return found;
    throw new Error(`No sandbox can be had here, and so nothing was run: ${found.reason} ${WITHOUT}`);
  }

  /** @param reason Why nothing comes after this */
  report(reason?: string): Report {
    const { root, seed, from, choices = NO_CHOICES } = this.#options;
    return buildReport({
      root,
      seed,
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

const WITHOUT = "`strict sandbox none` marks without one, and says so in the report.";
const MOST_SENTENCE = 1_000;

function lessonsOf({ lessons }: Course, { lessons: slugs, choices }: MarkOptions): readonly Lesson[] {
  const chosen = slugs ?? (choices?.lessons && [...choices.lessons.keys()]);
  return chosen === undefined ? lessons : lessons.filter(({ slug }) => chosen.includes(slug));
}

function sentenceOf(error: unknown, { from = "", signal }: MarkOptions): string {
  if (signal?.aborted) return "The marking was interrupted.";
  const where = error instanceof NotReadable ? `Cannot take the submission ${submissionName(from)}: ` : "";
  return safeText(`${where}${(error as Error).message}`, MOST_SENTENCE);
}
