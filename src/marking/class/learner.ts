import type { Lesson } from "../../course/index.ts";
import { buildReport, type Known } from "../build-report.ts";
import {
  cannotTake,
  type TakenSubmission,
  type TakeOptions,
  takeSubmission,
} from "../intake/take-submission.ts";
import type { LessonReport, Report } from "../report.ts";
import type { FoundSubmission } from "./find-submissions.ts";
import type { MarkedSubmission } from "./mark-class.ts";
import type { Verdicts } from "./verdicts.ts";

/** What a report says of every learner of a class alike. */
export type ClassKnown = Pick<
  Known,
  "root" | "seed" | "patience" | "choices" | "isolation" | "startedAt" | "wanted"
>;

/** One of a class, and what is known so far of what was handed in. */
export class Learner {
  readonly #found: FoundSubmission;
  readonly #marked = new Map<string, LessonReport>();
  #taken: TakenSubmission | undefined;
  /** Why there is nothing to mark. */
  #problem: string | undefined;

  constructor(found: FoundSubmission) {
    this.#found = found;
  }

  /** Takes the submission. One that cannot be taken is told of in the report. */
  async take(root: string, slugs: readonly string[], options: TakeOptions): Promise<void> {
    try {
      this.#taken = await takeSubmission(root, slugs, this.#found.path, options);
    } catch (error) {
      this.#problem = cannotTake(this.#found.path, error as Error);
    }
  }

  /**
   * Has a lesson marked.
   *
   * @returns Whether there is a verdict on the submission
   */
  async mark(lesson: Lesson, verdicts: Verdicts): Promise<boolean> {
    if (this.#taken === undefined) return false;
    const report = await verdicts.on(lesson, this.#taken);
    this.#marked.set(lesson.slug, report);
    return report.verdict !== "could-not-grade";
  }

  /** @param reason Why nothing comes after this; undefined where the marking came to its end */
  marks(known: ClassKnown, reason: string | undefined): MarkedSubmission {
    const left = known.wanted.filter(({ slug }) => !this.#marked.has(slug));
    // What cannot be taken will have no other verdict.
    const notYet = this.#problem === undefined ? left.map(({ slug }) => slug) : [];
    const report = this.#report(known, left.length === 0 ? undefined : reason);
    return { learner: this.#found.learner, report, notYet };
  }

  #report(known: ClassKnown, reason: string | undefined): Report {
    const marked = this.#marked;
    const durationMs = [...marked.values()].reduce((sum, lesson) => sum + lesson.durationMs, 0);
    return buildReport({
      ...known,
      from: this.#found.path,
      taken: this.#taken,
      marked,
      durationMs,
      reason: this.#problem ?? reason,
    });
  }

  /** Removes what was made to mark the submission. */
  dispose(): void {
    this.#taken?.dispose();
  }
}
