// One submission against the lessons of a course. What can go wrong in between is a verdict: this function always comes
// back with a report, and whoever wants to be sure of one, also after a crash, keeps what is known before each lesson.

import { join } from "node:path";
import { type Course, type Lesson, loadCourse } from "../course/index.ts";
import { findIsolation, type Grade, type Isolation, openGrader } from "../grading/index.ts";
import { buildReport, submissionName } from "./build-report.ts";
import { type Choices, haveCosts, NO_CHOICES } from "./choices.ts";
import { NotReadable } from "./intake/entry.ts";
import { pathOf, type TakenSubmission, takeSubmission } from "./intake/take-submission.ts";
import { graded, notGraded, notSubmitted } from "./mark-lesson.ts";
import type { LessonReport, Report } from "./report.ts";
import { safeText } from "./safe-text.ts";
import { type StagedChecks, stageChecks } from "./stage-checks.ts";

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
   * Is told what the report would be if nothing came after it: before the submission is taken, and before each lesson,
   * which it is given.
   */
  readonly onProgress?: (soFar: Report, lesson?: Lesson) => void;
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
  #hidden: StagedChecks | undefined;

  constructor(options: MarkOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { root, from, sandbox, onProgress, signal, choices = NO_CHOICES } = this.#options;
    const course = await loadCourse(root);
    this.#wanted = lessonsOf(course, this.#options);
    if (this.#wanted.length === 0) throw new Error("There is no lesson to mark.");
    onProgress?.(this.report(NOT_ENDED));
    this.#isolation = await this.#shutIn();
    const slugs = course.lessons.map(({ slug }) => slug);
    // In a sandbox there is nothing to import but what was taken, also of the course's own exercises.
    const path = sandbox === undefined ? from : (from ?? root);
    this.#taken = await takeSubmission(root, slugs, path, { withProgress: haveCosts(choices) });
    try {
      this.#hidden = stageChecks(choices.hidden);
      for (const lesson of this.#wanted) {
        signal?.throwIfAborted();
        onProgress?.(this.report(NOT_ENDED), lesson);
        this.#marked.set(lesson.slug, await this.#markOrSay(lesson, this.#taken));
      }
    } finally {
      this.#taken.dispose();
      this.#hidden?.dispose();
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

  /** What goes wrong with one lesson is no reason to leave out the others. */
  async #markOrSay(lesson: Lesson, taken: TakenSubmission): Promise<LessonReport> {
    try {
      return await this.#mark(lesson, taken);
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      return notGraded(lesson, sentenceOf(error, this.#options));
    }
  }

  async #mark(lesson: Lesson, { base, files, refused }: TakenSubmission): Promise<LessonReport> {
    const path = pathOf(lesson.slug);
    if (files.has(lesson.slug)) return graded(lesson, ...(await this.#gradeAll(lesson, base)));
    const why = refused.get(lesson.slug) ?? "is not there";
    // The checks of a file that is not there: each is declared, and none can run.
    const [grade, hidden] = await this.#gradeAll(lesson, join(base, NOWHERE));
    return notSubmitted(lesson, grade, `${path} ${why}.`, hidden);
  }

  /** By the lesson's own grader first: what a submission leaves behind has not seen the hidden checks. */
  async #gradeAll(lesson: Lesson, base: string): Promise<[Grade, Grade?]> {
    const grade = await this.#grade(lesson, base);
    const hidden = this.#hidden?.lessonOf(lesson);
    if (hidden === undefined || grade.couldNotGrade !== undefined) return [grade];
    return [grade, this.#hidden!.named(await this.#grade(hidden, base, { withoutTypes: true }))];
  }

  async #grade(lesson: Lesson, base: string, { withoutTypes = false } = {}): Promise<Grade> {
    const file = join(base, pathOf(lesson.slug));
    const { root, built, seed, signal } = this.#options;
    const isolation = this.#isolation;
    const grader = openGrader(lesson, { root, built, once: true, ...(isolation && { isolation }) });
    const grading = grader.grade({ file, base }, { seed, withoutTypes, ...(signal && { signal }) });
    try {
      return await Promise.race([grading, ...(signal ? [whenAborted(signal)] : [])]);
    } finally {
      const closing = grader.close();
      // Whoever stops a job does not wait until a check that hangs has come to its deadline.
      if (!signal?.aborted) await closing;
    }
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

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

const WITHOUT = "`strict sandbox none` marks without one, and says so in the report.";
/** A folder that nobody makes. */
const NOWHERE = "not-submitted";
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
