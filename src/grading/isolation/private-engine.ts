import type { Lesson } from "../../course/lesson.ts";
import type { Grade } from "../grade.ts";
import { makeGrade } from "../make-grade.ts";
import type { Engine, EngineOptions, RunOptions, SubmissionFile } from "../open-grader.ts";
import type { Isolation } from "./find-isolation.ts";
import { PrivateProcess, PrivateProcessLost } from "./private-process.ts";

/** What it quotes of a file would stand in a report, and a type can be imported from any file. */
const TYPES_NOT_CHECKED = "TypeScript reads files by itself, and is not asked about what is sandboxed.";

export interface PrivateOptions extends EngineOptions {
  readonly isolation: Extract<Isolation, { kind: "strict" }>;
}

/** One whose submissions are sandboxed. It works in a process of its own, which one that ends is replaced by another. */
export class PrivateEngine implements Engine {
  readonly #options: PrivateOptions;
  #process: PrivateProcess;

  constructor(options: PrivateOptions) {
    this.#options = options;
    this.#process = this.#start();
  }

  async grade(lesson: Lesson, submission: SubmissionFile, run: RunOptions): Promise<Grade> {
    const grade = await this.#verdict(lesson, submission, run);
    run.onVerdict?.(grade);
    return run.withoutTypes ? grade : { ...grade, typesNotChecked: TYPES_NOT_CHECKED };
  }

  async #verdict(lesson: Lesson, submission: SubmissionFile, { seed, signal }: RunOptions): Promise<Grade> {
    const startedMs = performance.now();
    if (this.#process.isLost) this.#process = this.#start();
    try {
      return (await this.#process.ask({ order: "grade", lesson, submission, seed }, signal)) as Grade;
    } catch (error) {
      if (!(error instanceof PrivateProcessLost)) throw error;
      const errors = [`The grader's process in the sandbox's network was lost: ${error.message}.`];
      const lost = { declared: [], results: new Map(), errors };
      return makeGrade(lesson, this.#options, { ...submission, seed, run: lost, startedMs });
    }
  }

  close(): Promise<void> {
    return this.#process.end();
  }

  #start(): PrivateProcess {
    const { isolation, ...options } = this.#options;
    const started = new PrivateProcess(isolation.tools, options.built);
    // What goes wrong with it stands in the grade.
    started.ask({ order: "open", options: { ...options, isolation } }).catch(() => {});
    return started;
  }
}
