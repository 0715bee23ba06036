// When to check. Each save asks for a check of what is there then; one that comes during a check gives that one up, because
// nobody wants to know any more. So what is shown is always a verdict on the newest content.

import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Grade, Grader } from "../../grading/index.ts";
import { hasContent } from "./fingerprint.ts";

/** An editor that replaces a file takes it away for a moment. */
const PATIENCE_MS = 300;

/** Who shows what happens. */
export interface Watcher {
  onChecking(): void;
  /** There is no file. */
  onWaiting(): void;
  /** What the checks say. TypeScript has not had its say. */
  onVerdict(grade: Grade): Promise<void>;
  /** The same grade, with what TypeScript says. */
  onTypes(grade: Grade): void;
}

export class CheckOnSave {
  readonly #file: string;
  readonly #grader: Grader;
  readonly #watcher: Watcher;
  readonly #newSeed: () => number;
  #isWanted = false;
  #isClosed = false;
  #isChecking = false;
  #running: Promise<void> | undefined;
  #failed: (error: unknown) => void = () => {};
  /** Aborted by the next save. */
  #outdated = new AbortController();
  /** Rejects when something goes wrong that is nobody's but the course's. */
  readonly broken: Promise<never>;

  /** @param file Absolute path of the submission */
  constructor(file: string, grader: Grader, watcher: Watcher, newSeed: () => number) {
    this.#file = file;
    this.#grader = grader;
    this.#watcher = watcher;
    this.#newSeed = newSeed;
    this.broken = new Promise((_, reject) => {
      this.#failed = reject;
    });
  }

  /** The content is another one now. */
  saved(): void {
    this.#isWanted = true;
    this.#outdated.abort();
    this.#running ??= this.#checkWhileWanted();
  }

  /** The same content once more, with other inputs. While a check is under way, that one has to do. */
  again(): void {
    if (!this.#isChecking) this.saved();
  }

  /** Gives up the check that is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#outdated.abort();
    await this.#running;
  }

  async #checkWhileWanted(): Promise<void> {
    try {
      while (this.#isWanted && !this.#isClosed) {
        this.#isWanted = false;
        this.#outdated = new AbortController();
        await this.#check(this.#outdated.signal);
      }
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#running = undefined;
    }
  }

  async #check(signal: AbortSignal): Promise<void> {
    if (!(await this.#isThere(signal))) return;
    this.#isChecking = true;
    this.#watcher.onChecking();
    let shown: Promise<void> | undefined;
    const onVerdict = (grade: Grade) => {
      this.#isChecking = false;
      shown = this.#watcher.onVerdict(grade);
    };
    try {
      const grade = await this.#grader.grade(
        { file: this.#file },
        { seed: this.#newSeed(), onVerdict, signal },
      );
      await shown;
      if (!signal.aborted) this.#watcher.onTypes(grade);
    } catch (error) {
      if (!signal.aborted) throw error;
      await shown;
    } finally {
      this.#isChecking = false;
    }
  }

  /** Waits a moment for a file that is being written. An empty one is graded in the end, as what it is. */
  async #isThere(signal: AbortSignal): Promise<boolean> {
    if (hasContent(this.#file)) return true;
    await setTimeout(PATIENCE_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return false;
    const isThere = existsSync(this.#file);
    if (!isThere) this.#watcher.onWaiting();
    return isThere;
  }
}
