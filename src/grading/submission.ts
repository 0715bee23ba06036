// A submission as the graders see it: a thing that can be asked. It keeps one process for all checks of a file, gets a
// fresh one when that was lost, and remembers what is true of every check: that the file does not compile, or load.

import type { Json } from "./bridge/values.ts";
import { encodeValue } from "./bridge/values.ts";
import type { Compiled, NotCompiled } from "./compile.ts";
import { LearnerProcess, type Loss, type Outcome } from "./learner-process.ts";

/** What became of a call. */
export type CallOutcome =
  | Outcome
  | { readonly kind: "not-compiled"; readonly compiled: NotCompiled }
  | { readonly kind: "not-loaded"; readonly outcome: Exclude<Outcome, { kind: "returned" }> }
  | { readonly kind: "missing-export"; readonly name: string; readonly exports: readonly string[] };

const LOAD_DEADLINE_MS = 5_000;
const CALL_DEADLINE_MS = 2_000;
/** After a task's first time-out its other calls get less: a loop is a loop. */
const LATER_DEADLINE_MS = 500;

interface LoadedProcess {
  readonly process: LearnerProcess;
  readonly exports: readonly string[];
}

export class Submission {
  readonly compiled: Compiled;
  readonly #built: string;
  readonly #lateTasks = new Set<string>();
  #process: LearnerProcess;
  #loaded: Promise<LoadedProcess | Exclude<CallOutcome, Outcome>> | undefined;

  /** @param process One that was started ahead, if there is one */
  constructor(compiled: Compiled, built: string, process: LearnerProcess = new LearnerProcess(built)) {
    this.compiled = compiled;
    this.#built = built;
    this.#process = process;
  }

  /** Calls an export. `task` is whose deadlines count. */
  call(task: string, name: string, args: readonly unknown[]): Promise<CallOutcome> {
    return this.#ask(task, "call", name, args);
  }

  /** Has the host do something with the submission; it needs the exports `needs`. */
  tool(task: string, name: string, args: readonly unknown[], needs: readonly string[]): Promise<CallOutcome> {
    return this.#ask(task, "tool", name, args, needs);
  }

  /** Whether the process that answered last still turns its event loop: one that died closes its connections too. */
  isAlive(): Promise<boolean> {
    return this.#process.isAlive();
  }

  /** Why the process was lost, if it was, since the last call. */
  get loss(): Loss | undefined {
    return this.#process.loss;
  }

  takeOutput(): string {
    return this.#process.takeOutput();
  }

  close(): void {
    this.#process.kill();
  }

  async #ask(
    task: string,
    ask: "call" | "tool",
    name: string,
    args: readonly unknown[],
    needs: readonly string[] = [name],
  ): Promise<CallOutcome> {
    const loaded = await this.#load();
    if ("kind" in loaded) return loaded;
    const missing = needs.find((each) => !loaded.exports.includes(each));
    if (missing !== undefined) return { kind: "missing-export", name: missing, exports: loaded.exports };
    const deadlineMs = this.#lateTasks.has(task) ? LATER_DEADLINE_MS : CALL_DEADLINE_MS;
    const encoded = args.map((each) => encodeValue(each)) as Json[];
    const outcome = await loaded.process.ask({ ask, name, args: encoded }, deadlineMs);
    if (isLate(outcome)) this.#lateTasks.add(task);
    return outcome;
  }

  // A file that fails to load is not loaded again: it would fail, or loop, once per check.
  async #load(): Promise<LoadedProcess | Exclude<CallOutcome, Outcome>> {
    const loaded = await this.#loaded;
    const isGone = loaded !== undefined && "process" in loaded && loaded.process.loss !== undefined;
    if (isGone) this.#process = new LearnerProcess(this.#built);
    if (loaded === undefined || isGone) this.#loaded = this.#loadInto(this.#process);
    return this.#loaded!;
  }

  async #loadInto(process: LearnerProcess): Promise<LoadedProcess | Exclude<CallOutcome, Outcome>> {
    const { compiled } = this;
    if ("problem" in compiled) return { kind: "not-compiled", compiled };
    const outcome = await process.ask({ ask: "load", code: compiled.code }, LOAD_DEADLINE_MS);
    if (outcome.kind !== "returned") return { kind: "not-loaded", outcome };
    return { process, exports: outcome.exports ?? [] };
  }
}

function isLate(outcome: Outcome): boolean {
  return (
    outcome.kind === "lost" &&
    (outcome.loss.reason === "endless-loop" || outcome.loss.reason === "never-settled")
  );
}
