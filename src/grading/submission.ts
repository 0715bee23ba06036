// A submission as the graders see it: a thing that can be asked. It keeps one process for all checks of a file, gets a
// fresh one when that was lost, and remembers what is true of every check: that the file does not compile, or load.

import type { ExportedNames } from "./bridge/messages.ts";
import { encodeValue, type Json } from "./bridge/values.ts";
import type { Compiled, NotCompiled } from "./compile.ts";
import type { Handle } from "./handle.ts";
import type { Sandbox } from "./isolation/sandbox.ts";
import { type Ask, LearnerProcess, type Loss, type Outcome } from "./learner-process.ts";
import { refusedGlobals, refusedImport, type Shortcut } from "./shortcuts.ts";
import { showCall } from "./show.ts";
import { within } from "./within.ts";

/** What became of a call. */
export type CallOutcome =
  | Outcome
  | { readonly kind: "not-compiled"; readonly compiled: NotCompiled }
  | {
      readonly kind: "not-loaded";
      readonly outcome: Exclude<Outcome, { kind: "returned" | "callback-failed" }>;
      /** It was loaded, and answered nothing after that. */
      readonly isAfterLoading?: true;
    }
  | { readonly kind: "missing-export"; readonly name: string; readonly exports: ExportedNames }
  /** It asked for octets that do not come, although it had all that it needs. */
  | { readonly kind: "waits" };

/** What came after the answers of a check. */
export interface Aftermath {
  /** What the submission printed during the check. */
  readonly output: string;
  /** Why the process was lost, where no call has told it. */
  readonly loss?: Loss;
  /** What a callback of the grader's found that must not be. */
  readonly callbackFailure?: { readonly error: unknown };
}

/** How long a submission may take, in milliseconds. */
export interface Deadlines {
  readonly load: number;
  readonly call: number;
  /** After a task's first time-out its other calls get less: a loop is a loop. */
  readonly later: number;
  /** For a process that has answered to show that it is there, or at rest. */
  readonly aftermath: number;
}

const DEADLINES: Deadlines = { load: 3_000, call: 2_000, later: 500, aftermath: 1_000 };

/** @param patience How many times as long as usual */
export function deadlinesFor(patience: number): Deadlines {
  const { load, call, later, aftermath } = DEADLINES;
  return {
    load: load * patience,
    call: call * patience,
    later: later * patience,
    aftermath: aftermath * patience,
  };
}

/** A turn of the event loop of a process that is busy. */
const TURN_MS = 250;
/** Ended processes are waited for, or each would stay in the system's table for as long as this one lives. */
const END_DEADLINE_MS = 5_000;

export interface SubmissionOptions {
  /** One that was started ahead, if there is one. */
  readonly process?: LearnerProcess | undefined;
  readonly deadlinesMs?: Deadlines;
  /** What each of its processes is in. */
  readonly sandbox?: Sandbox | undefined;
  /** Which shortcuts its lesson has no objection to; all of them when left out. */
  readonly uses?: readonly Shortcut[] | undefined;
}

interface LoadedProcess {
  readonly process: LearnerProcess;
  readonly exports: ExportedNames;
}

/** Makes JSON of what is asked with, for the process that is asked. */
type Encode = (value: unknown) => Json;

export class Submission {
  readonly compiled: Compiled;
  /** Makes of a thing in the learner's process what a grader holds for it. */
  wrap: (handle: Handle) => unknown = (handle) => handle;
  /** How long a call may take, where a check needs more than usual. */
  deadlineMs: number | undefined;
  readonly #built: string;
  readonly #sandbox: Sandbox | undefined;
  readonly #uses: readonly Shortcut[] | undefined;
  readonly #deadlinesMs: Deadlines;
  readonly #lateTasks = new Set<string>();
  readonly #processes: LearnerProcess[];
  #loaded: Promise<LoadedProcess | Exclude<CallOutcome, Outcome>> | undefined;
  #toldLoss: Loss | undefined;
  #latestCall: string | undefined;
  #latestTask = "";

  constructor(compiled: Compiled, built: string, options: SubmissionOptions = {}) {
    this.compiled = compiled;
    this.#built = built;
    this.#sandbox = options.sandbox;
    this.#uses = options.uses;
    this.#deadlinesMs = options.deadlinesMs ?? DEADLINES;
    this.#processes = [options.process ?? this.#start()];
  }

  /**
   * Calls an export.
   *
   * @param task Whose deadlines count
   * @param atOnce The task asks for the value itself, and not for a promise of it
   * @param needs Exports that must be there
   */
  call(
    task: string,
    name: string,
    args: readonly unknown[],
    atOnce = false,
    needs: readonly string[] = [name],
  ): Promise<CallOutcome> {
    this.#latestCall = showCall(name, args);
    const ask = atOnce ? "call-now" : "call";
    return this.#ask(task, needs, (encode) => ({ ask, name, args: args.map(encode) }));
  }

  /** Makes an instance of an exported class, or of one of the client's. */
  construct(
    task: string,
    of: "submission" | "client",
    name: string,
    args: readonly unknown[],
  ): Promise<CallOutcome> {
    const needs = of === "client" ? [] : [name];
    return this.#ask(task, needs, (encode) => ({ ask: "construct", of, name, args: args.map(encode) }));
  }

  /** Calls a method of a thing, or reads a property of it where there are no `args`. */
  member(handle: Handle, name: string, args?: readonly unknown[]): Promise<CallOutcome> {
    return this.#askThing(handle, (encode) => ({
      ask: "member",
      thing: handle.number,
      name,
      ...(args !== undefined && { args: args.map(encode) }),
    }));
  }

  /** Asks an iterable for its next member, as `{ done, value }`, for all that are left, or tells it that no other is wanted. */
  take(handle: Handle, ask: "next" | "stop" | "collect"): Promise<CallOutcome> {
    return this.#askThing(handle, () => ({ ask, thing: handle.number }));
  }

  /** The latest call as TypeScript. */
  get latestCall(): string | undefined {
    return this.#latestCall;
  }

  /** Has the host do something with the submission; it needs the exports `needs`. */
  tool(task: string, name: string, args: readonly unknown[], needs: readonly string[]): Promise<CallOutcome> {
    return this.#ask(task, needs, (encode) => ({ ask: "tool", name, args: args.map(encode) }));
  }

  /** Why the process that answered last is gone or hangs, if so: one that died closes its connections too. */
  async lossAfterAnswer(): Promise<Loss | undefined> {
    return this.#notice(await this.#process.ask({ ask: "ping" }, this.#deadlinesMs.aftermath));
  }

  /** Resolves when the process has read what came to its sockets before, or when that takes it unusually long. */
  async hasRead(): Promise<void> {
    await this.#process.hasTurned(TURN_MS);
  }

  /**
   * Lets what the calls of a check left behind come to rest, so that it falls into no other check. A process that does
   * not rest is replaced.
   */
  async endCheck(): Promise<Aftermath> {
    const loaded = await this.#loaded;
    if (loaded === undefined || !("process" in loaded)) return { output: await this.#process.takeOutput() };
    const toldBefore = this.#toldLoss;
    const callbackFailure = loaded.process.takeCallbackFailure();
    const outcome = await loaded.process.ask({ ask: "settle" }, this.#deadlinesMs.aftermath);
    loaded.process.endCheck();
    const loss = this.#notice(outcome);
    const output = await loaded.process.takeOutput();
    if (outcome.kind === "returned" && outcome.value !== true) this.#replace();
    const isNew = loss !== undefined && loss !== toldBefore;
    return { output, ...(isNew && { loss }), ...(callbackFailure && { callbackFailure }) };
  }

  async close(): Promise<void> {
    for (const each of this.#processes) each.kill();
    await within(END_DEADLINE_MS, Promise.all(this.#processes.map(({ ended }) => ended)));
  }

  get #process(): LearnerProcess {
    return this.#processes.at(-1)!;
  }

  #replace(): void {
    this.#process.kill();
    this.#processes.push(this.#start());
    this.#loaded = undefined;
  }

  #start(): LearnerProcess {
    return new LearnerProcess(this.#built, { sandbox: this.#sandbox });
  }

  #notice(outcome: Outcome): Loss | undefined {
    if (outcome.kind === "lost") this.#toldLoss = outcome.loss;
    return outcome.kind === "lost" ? outcome.loss : undefined;
  }

  async #ask(task: string, needs: readonly string[], ask: (encode: Encode) => Ask): Promise<CallOutcome> {
    const loaded = await this.#load();
    if ("kind" in loaded) return loaded;
    const missing = needs.find((each) => !loaded.exports.functions.includes(each));
    if (missing !== undefined) return { kind: "missing-export", name: missing, exports: loaded.exports };
    this.#latestTask = task;
    return this.#askProcess(loaded.process, ask);
  }

  // A thing is gone with its process, however many others came after it.
  async #askThing({ owner }: Handle, ask: (encode: Encode) => Ask): Promise<CallOutcome> {
    const process = this.#process;
    if (owner === process && process.loss === undefined) return this.#askProcess(process, ask);
    return { kind: "lost", loss: (owner as LearnerProcess).loss! };
  }

  async #askProcess(process: LearnerProcess, ask: (encode: Encode) => Ask): Promise<CallOutcome> {
    const task = this.#latestTask;
    const { call, later } = this.#deadlinesMs;
    const usualMs = this.#lateTasks.has(task) ? later : call;
    const encode = (value: unknown) => encodeValue(value, Number.POSITIVE_INFINITY, process.references);
    const outcome = await process.ask(ask(encode), this.deadlineMs ?? usualMs);
    this.#notice(outcome);
    if (isLate(outcome)) this.#lateTasks.add(task);
    return outcome;
  }

  // A file that fails to load is not loaded again: it would fail, or loop, once per check.
  async #load(): Promise<LoadedProcess | Exclude<CallOutcome, Outcome>> {
    const loaded = await this.#loaded;
    const isGone = loaded !== undefined && "process" in loaded && loaded.process.loss !== undefined;
    if (isGone) this.#replace();
    this.#loaded ??= this.#loadInto(this.#process);
    return this.#loaded;
  }

  async #loadInto(process: LearnerProcess): Promise<LoadedProcess | Exclude<CallOutcome, Outcome>> {
    const { compiled } = this;
    if ("problem" in compiled) return { kind: "not-compiled", compiled };
    const problem = this.#uses && refusedImport(compiled.modules, this.#uses);
    if (problem !== undefined)
      return { kind: "not-compiled", compiled: { reason: "does-not-load", problem } };
    process.references.wrap = (handle) => this.wrap(handle);
    const outcome = await process.ask(
      { ask: "load", code: compiled.code, without: this.#uses ? refusedGlobals(this.#uses) : {} },
      this.#deadlinesMs.load,
    );
    if (outcome.kind === "callback-failed") throw outcome.error;
    if (outcome.kind !== "returned") return { kind: "not-loaded", outcome };
    // A file may replace what Node needs to hear anything. Then no call has to find that out by its deadline.
    const sign = await process.ask({ ask: "ping" }, this.#deadlinesMs.aftermath);
    if (sign.kind === "callback-failed") throw sign.error;
    if (sign.kind !== "returned") return { kind: "not-loaded", outcome: sign, isAfterLoading: true };
    return { process, exports: outcome.exports ?? { functions: [], others: [] } };
  }
}

function isLate(outcome: Outcome): boolean {
  return (
    outcome.kind === "lost" &&
    (outcome.loss.reason === "endless-loop" || outcome.loss.reason === "never-settled")
  );
}
