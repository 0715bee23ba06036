// One submission against the lessons of a course. What can go wrong in between is a verdict: this function always comes
// back with a report, and whoever wants to be sure of one, also after a crash, keeps what is known before each lesson.

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Course, type Lesson, loadCourse } from "../course/index.ts";
import { type Grade, openGrader } from "../grading/index.ts";
import { type Choices, NO_CHOICES } from "./choices.ts";
import { NotReadable } from "./intake/entry.ts";
import { pathOf, type TakenSubmission, takeSubmission } from "./intake/take-submission.ts";
import { graded, notGraded, notSubmitted } from "./mark-lesson.ts";
import { type LessonReport, type Points, REPORT_SCHEMA, type Report } from "./report.ts";
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

  constructor(options: MarkOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { root, from, onProgress, signal } = this.#options;
    const course = await loadCourse(root);
    this.#wanted = lessonsOf(course, this.#options);
    if (this.#wanted.length === 0) throw new Error("There is no lesson to mark.");
    onProgress?.(this.report(NOT_ENDED));
    const slugs = course.lessons.map(({ slug }) => slug);
    this.#taken = await takeSubmission(root, slugs, from);
    try {
      for (const lesson of this.#wanted) {
        signal?.throwIfAborted();
        onProgress?.(this.report(NOT_ENDED), lesson);
        this.#marked.set(lesson.slug, await this.#mark(lesson, this.#taken));
      }
    } finally {
      this.#taken.dispose();
    }
  }

  async #mark(lesson: Lesson, { base, files, refused }: TakenSubmission): Promise<LessonReport> {
    const { choices = NO_CHOICES } = this.#options;
    const path = pathOf(lesson.slug);
    if (files.has(lesson.slug))
      return graded(lesson, await this.#grade(lesson, join(base, path), base), choices);
    const why = refused.get(lesson.slug) ?? "is not there";
    // The checks of a file that is not there: each is declared, and none can run.
    const nothing = join(base, NOWHERE);
    const grade = await this.#grade(lesson, join(nothing, path), nothing);
    return notSubmitted(lesson, grade, choices, `${path} ${why}.`);
  }

  async #grade(lesson: Lesson, file: string, base: string): Promise<Grade> {
    const { root, built, seed, signal } = this.#options;
    const grader = openGrader(lesson, { root, built, once: true });
    const grading = grader.grade({ file, base }, { seed, ...(signal && { signal }) });
    try {
      return await Promise.race([grading, ...(signal ? [whenAborted(signal)] : [])]);
    } finally {
      const closing = grader.close();
      // Whoever stops a job does not wait until a check that hangs has come to its deadline.
      if (!signal?.aborted) await closing;
    }
  }

  /** @param reason Why the lessons that are not marked are not */
  report(reason?: string): Report {
    const lessons = this.#wanted.map(
      (lesson) => this.#marked.get(lesson.slug) ?? notGraded(lesson, reason ?? NOT_ENDED),
    );
    const points = reason === undefined ? sumOf(lessons) : undefined;
    return {
      schema: REPORT_SCHEMA,
      course: describeCourse(this.#options.root),
      submission: this.#submission(),
      seed: this.#options.seed,
      startedAt: this.#startedAt.toISOString(),
      durationMs: Math.round(performance.now() - this.#startedMs),
      node: process.version,
      isolation: "none",
      verdict: reason === undefined ? verdictOf(lessons) : "could-not-grade",
      ...(reason !== undefined && { reason }),
      ...(points !== undefined && { points }),
      lessons,
    };
  }

  #submission(): Report["submission"] {
    const { from } = this.#options;
    const { files = new Map(), refused = new Map<string, string>() } = this.#taken ?? {};
    const isMissing = ({ slug }: Lesson) =>
      this.#taken !== undefined && !files.has(slug) && !refused.has(slug);
    return {
      ...(from !== undefined && { from: nameOf(from) }),
      files: [...files.values()],
      missing: this.#wanted.filter(isMissing).map(({ slug }) => pathOf(slug)),
      refused: [...refused].map(([slug, reason]) => ({ path: pathOf(slug), reason })),
    };
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** A folder that nobody makes. */
const NOWHERE = "not-submitted";
const MOST_SENTENCE = 1_000;

function lessonsOf({ lessons }: Course, { lessons: slugs, choices }: MarkOptions): readonly Lesson[] {
  const chosen = slugs ?? (choices?.lessons && [...choices.lessons.keys()]);
  return chosen === undefined ? lessons : lessons.filter(({ slug }) => chosen.includes(slug));
}

function verdictOf(lessons: readonly LessonReport[]): Report["verdict"] {
  if (lessons.some(({ verdict }) => verdict === "could-not-grade")) return "could-not-grade";
  return lessons.every(({ verdict }) => verdict === "passed") ? "passed" : "failed";
}

/** Where one lesson has no points, the sum of the others would be taken for the whole. */
function sumOf(lessons: readonly LessonReport[]): Points | undefined {
  const all = lessons.map(({ points }) => points);
  if (all.some((points) => points === undefined)) return undefined;
  const sum = (which: keyof Points) => all.reduce((total, points) => total + points![which], 0);
  return { earned: sum("earned"), most: sum("most") };
}

/** A copy of the course may have no package.json. */
function describeCourse(root: string): Report["course"] {
  try {
    const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { name: String(name), version: String(version) };
  } catch {
    return { name: "http-by-hand", version: "unknown" };
  }
}

function sentenceOf(error: unknown, { from, signal }: MarkOptions): string {
  const message = signal?.aborted ? "The marking was interrupted." : (error as Error).message;
  const where = error instanceof NotReadable ? `Cannot take the submission ${nameOf(from!)}: ` : "";
  return safeText(`${where}${message}`, MOST_SENTENCE);
}

/** Of a path the last part: the rest is about the machine. */
function nameOf(path: string): string {
  return safeText(basename(path), MOST_SENTENCE);
}
