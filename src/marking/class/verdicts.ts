// The verdict on each lesson of each submission, found once: what an earlier run has found, and what another submission of
// the same content has been told, is not found again.

import { join } from "node:path";
import type { Lesson } from "../../course/index.ts";
import { pathOf, type TakenSubmission } from "../intake/take-submission.ts";
import { type MarkerOptions, markLesson } from "../lesson-marker.ts";
import { notGraded } from "../mark-lesson.ts";
import type { LessonReport } from "../report.ts";
import { type VerdictCache, type VerdictSurroundings, verdictKey } from "./verdict-cache.ts";

export interface VerdictOptions extends Omit<MarkerOptions, "withoutTypes">, VerdictSurroundings {
  readonly cache: VerdictCache;
}

export class Verdicts {
  readonly #options: VerdictOptions;
  /** Those of this run, by their keys: the ones also that are still being found. */
  readonly #found = new Map<string, Promise<LessonReport>>();

  constructor(options: VerdictOptions) {
    this.#options = options;
  }

  /** @throws The signal's reason, when the marking was given up */
  async on(lesson: Lesson, taken: TakenSubmission): Promise<LessonReport> {
    try {
      const content = await this.#contentOf(lesson, taken);
      const key = verdictKey(lesson, this.#options.hidden.lessonOf(lesson), content, this.#options);
      if (!this.#found.has(key)) this.#found.set(key, this.#find(key, lesson, taken));
      return await this.#found.get(key)!;
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      return notGraded(lesson, (error as Error).message);
    }
  }

  async #contentOf({ slug }: Lesson, { base, files, refused }: TakenSubmission): Promise<string> {
    if (!files.has(slug)) return refused.get(slug) ?? "is not there";
    return this.#options.pool.hash({ file: join(base, pathOf(slug)), base });
  }

  async #find(key: string, lesson: Lesson, taken: TakenSubmission): Promise<LessonReport> {
    const { cache } = this.#options;
    const known = cache.read(key);
    if (known !== undefined) return known;
    const first = await this.#mark(lesson, taken);
    // What is not the submission's fault may be over by now.
    const report = first.verdict === "could-not-grade" ? await this.#mark(lesson, taken) : first;
    cache.keep(key, report);
    return report;
  }

  async #mark(lesson: Lesson, taken: TakenSubmission): Promise<LessonReport> {
    const report = await markLesson(lesson, taken, { ...this.#options, withoutTypes: true });
    return report.tasks.length === 0 ? report : { ...report, typesNotChecked: TYPES_NOT_CHECKED };
  }
}

const TYPES_NOT_CHECKED =
  "TypeScript is not asked where a class is marked: it changes no verdict, and takes longer than the checks.";
