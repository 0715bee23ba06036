// Engines for many grades: a few work at a time, and each that becomes free takes what comes next. Opening one costs most
// of what a grade costs, so they stay open, whichever lesson comes.

import type { Lesson } from "../course/lesson.ts";
import { AT_A_TIME } from "./a-few-at-a-time.ts";
import { CompilerProcess } from "./compiler-process.ts";
import type { Grade } from "./grade.ts";
import {
  type Engine,
  type EngineOptions,
  openEngine,
  type RunOptions,
  type SubmissionFile,
} from "./open-grader.ts";
import { submissionHash } from "./submission-hash.ts";

export interface PoolOptions extends Omit<EngineOptions, "task"> {
  /** How many grade at a time; as many as this machine does well with when left out. */
  readonly size?: number;
}

export class GraderPool {
  readonly #options: PoolOptions;
  readonly #engines: Engine[] = [];
  readonly #free: Engine[] = [];
  readonly #waiting: ((engine: Engine) => void)[] = [];
  readonly #compiler: CompilerProcess;
  #isClosed = false;

  /** Opens nothing yet. */
  constructor(options: PoolOptions) {
    this.#options = options;
    this.#compiler = new CompilerProcess(options.built);
  }

  /** One name for all that a submission's file is made of: what has the same one gets the same grade. */
  hash(submission: SubmissionFile): Promise<string> {
    return submissionHash(submission, this.#compiler, this.#options);
  }

  /**
   * Grades, once it is its turn.
   *
   * @throws The signal's reason, when it was given up: at once, while a check that is under way goes on
   */
  async grade(lesson: Lesson, submission: SubmissionFile, run: RunOptions): Promise<Grade> {
    const { signal } = run;
    const engine = await this.#take();
    try {
      signal?.throwIfAborted();
      const grading = engine.grade(lesson, submission, run);
      return await (signal ? unlessAborted(grading, signal) : grading);
    } finally {
      this.#giveBack(engine);
    }
  }

  /** Ends what is under way, and every thread and process. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#compiler, ...this.#engines].map((each) => each.close()));
  }

  async #take(): Promise<Engine> {
    if (this.#isClosed) throw new Error("The graders are closed.");
    const { size = AT_A_TIME } = this.#options;
    return this.#free.pop() ?? (this.#engines.length < size ? this.#open() : this.#next());
  }

  #open(): Engine {
    const engine = openEngine(this.#options);
    this.#engines.push(engine);
    return engine;
  }

  #next(): Promise<Engine> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(engine: Engine): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(engine);
    else next(engine);
  }
}

/** What the promise gives, unless the signal comes first. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let giveUp = () => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason);
  });
  signal.addEventListener("abort", giveUp, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", giveUp));
}
