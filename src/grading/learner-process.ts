// One process that runs one submission, seen from outside: questions go in, and each comes back as an answer, or as
// the way in which the process failed to give one. Nothing here waits without an end.

import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Duplex } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { lineSplitter } from "./bridge/lines.ts";
import type { CallbackAnswer, ExportedNames, Question, Thrown } from "./bridge/messages.ts";
import { type Callback, type Received, readReply } from "./bridge/read-reply.ts";
import { encodeValue } from "./bridge/values.ts";
import { Deadline } from "./deadline.ts";
import { NEVER } from "./given.ts";
import { GraderReferences } from "./grader-references.ts";
import { endMarked } from "./host/end-marked.ts";
import { type ChildOptions, endGroup, endHost, onFirstProcess, signalOf, startChild } from "./start-child.ts";
import { within } from "./within.ts";

/** What became of a question. */
export type Outcome =
  | { readonly kind: "returned"; readonly value: unknown; readonly exports?: ExportedNames }
  | { readonly kind: "threw"; readonly thrown: Thrown }
  | { readonly kind: "lost"; readonly loss: Loss }
  /** A callback of the grader's found what must not be, while the question was open. */
  | { readonly kind: "callback-failed"; readonly error: unknown };

/** Why there is no answer. The process is gone then. */
export type Loss =
  | { readonly reason: "endless-loop" | "never-settled"; readonly deadlineMs: number; readonly at?: Position }
  | { readonly reason: "exited"; readonly code: number }
  | { readonly reason: "out-of-memory" }
  | { readonly reason: "crashed"; readonly how: string }
  | { readonly reason: "uncaught-error"; readonly thrown: Thrown }
  | { readonly reason: "too-many-callbacks"; readonly most: number }
  /** Before the submission was handed over: not its fault. */
  | { readonly reason: "not-started"; readonly how: string };

/** A place in the compiled submission, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A question without its number. */
export type Ask = Question extends infer Each ? (Each extends Question ? Omit<Each, "id"> : never) : never;

/** Generous: a machine that is busy takes seconds to start a process. */
const START_MS = 20_000;
/** How long a process that still turns its event loop may take to say so, and how long it has when in doubt. */
const PING_MS = 250;
const LAST_PING_MS = 2_000;
/** Between the end of its streams and the end of the process, or the other way round. */
const FAREWELL_MS = 500;
const OUTPUT_CHARACTERS = 64 * 1024;
/** How often a check's submission may call what it was given. */
const MOST_CALLBACKS = 10_000;
const ERROR_CHARACTERS = 16 * 1024;

export class LearnerProcess {
  /** Settles when the process has ended and the system has forgotten it. */
  readonly ended: Promise<unknown>;
  /** What it knows of the grader, and the grader of it. */
  readonly references = new GraderReferences(this);
  readonly #child: ChildProcess;
  readonly #mark = randomUUID();
  readonly #isSandboxed: boolean;
  /** Number of the process in which the submission is, or of the first one in its sandbox, once that is up. */
  #host: number | undefined;
  readonly #bridge: Duplex;
  readonly #watchdog: Duplex;
  readonly #ready: Promise<void>;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  /** Of the questions that are open. */
  readonly #deadlines = new Set<Deadline>();
  #callbacks = 0;
  #callbackFailure: { readonly error: unknown } | undefined;
  #nextId = 1;
  #isReady = false;
  #setReady: () => void = () => {};
  readonly #lost: Promise<void>;
  #setLost: () => void = () => {};
  #loss: Loss | undefined;
  #farewell: NodeJS.Timeout | undefined;
  #exitCode: number | undefined;
  #position: (at: Position | undefined) => void = () => {};
  #output = "";
  #errors = "";

  /**
   * @param built Folder of the bundles
   * @param options Where it is to be started otherwise than usual
   */
  constructor(built: string, options: ChildOptions = {}) {
    this.#child = startChild(built, this.#mark, options);
    this.#isSandboxed = options.sandbox !== undefined;
    this.#bridge = this.#child.stdio[3] as Duplex;
    this.#watchdog = this.#child.stdio[4] as Duplex;
    this.#ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    this.#lost = new Promise((resolve) => {
      this.#setLost = resolve;
    });
    // A process that cannot be started has no exit, only an error.
    this.ended = once(this.#child, "exit").catch(() => {});
    this.#listen();
    this.#watchEnd();
  }

  /** Why the process is gone; undefined while it is there. */
  get loss(): Loss | undefined {
    return this.#loss;
  }

  /** What the submission printed since the last call, at most 64 Ki characters of it. */
  async takeOutput(): Promise<string> {
    // What it printed before its last answer is in the pipe by now: a turn of the loop reads it.
    await setImmediate();
    await setImmediate();
    const output = this.#output;
    this.#output = "";
    return output.length > OUTPUT_CHARACTERS ? `${output.slice(0, OUTPUT_CHARACTERS)}\n[and more]` : output;
  }

  /** Asks, and waits no longer than the deadline, which may be Infinity. After a `lost` outcome the process is gone. */
  async ask(question: Ask, deadlineMs: number): Promise<Outcome> {
    await within(START_MS, this.#ready);
    if (!this.#isReady) this.#lose({ reason: "not-started", how: "it did not come up" });
    const outcome = (await this.#askWithin(question, deadlineMs)) ?? (await this.#giveUp(deadlineMs));
    // An answer from a process that is about to end: the loss belongs to this question, and not to the next one.
    if (this.#farewell !== undefined) await this.#lost;
    if (this.#callbackFailure !== undefined) return { kind: "callback-failed", ...this.#callbackFailure };
    return this.#loss === undefined ? outcome : { kind: "lost", loss: this.#loss };
  }

  /** Resolves when its event loop has turned, so that what came to its sockets before was read; or after `ms`. */
  async hasTurned(ms: number): Promise<void> {
    // The first answer may leave in the middle of a turn, before a socket gets its own; the second leaves a turn later.
    for (let turn = 0; turn < 2; turn += 1) await this.#askWithin({ ask: "ping" }, ms);
  }

  /** What a callback found that must not be, as `error`, once. */
  takeCallbackFailure(): { readonly error: unknown } | undefined {
    const failure = this.#callbackFailure;
    this.#callbackFailure = undefined;
    return failure;
  }

  /** Forgets what the check gave away. */
  endCheck(): void {
    this.#callbacks = 0;
    this.references.clear();
  }

  /** Ends the process and whatever it started. */
  kill(): void {
    this.#loss ??= { reason: "crashed", how: "it was ended" };
    clearTimeout(this.#farewell);
    // After its exit the number may be another process's.
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    if (this.#host === undefined) endGroup(this.#child);
    else endHost(this.#child, this.#host);
  }

  async #askWithin(question: Ask, ms: number): Promise<Outcome | undefined> {
    if (this.#loss !== undefined) return { kind: "lost", loss: this.#loss };
    const id = this.#nextId++;
    const outcome = new Promise<Outcome>((settle) => this.#waiting.set(id, settle));
    this.#bridge.write(`${JSON.stringify({ id, ...question })}\n`);
    const deadline = new Deadline(ms);
    this.#deadlines.add(deadline);
    const late = deadline.passed.then(() => undefined);
    return Promise.race([outcome, late]).finally(() => {
      this.#waiting.delete(id);
      this.#deadlines.delete(deadline);
      deadline.end();
    });
  }

  // While the grader is at work, the time of the questions stands still that were open before.
  async #answerCallback(callback: Callback): Promise<void> {
    this.#callbacks += 1;
    if (this.#callbacks > MOST_CALLBACKS) {
      this.#lose({ reason: "too-many-callbacks", most: MOST_CALLBACKS });
      return;
    }
    const result = this.#actFor(callback);
    if (result === NEVER) return;
    const held = [...this.#deadlines];
    for (const each of held) each.hold();
    const answer = await this.#answerOf(callback.call, result);
    for (const each of held) each.letGo();
    if (this.#loss === undefined) this.#bridge.write(`${JSON.stringify(answer)}\n`);
  }

  /** What the grader's side does, which may throw at once as well as later. */
  #actFor(callback: Callback): unknown {
    try {
      return this.references.act(callback);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #answerOf(answers: number, result: unknown): Promise<CallbackAnswer> {
    const encode = (value: unknown) => encodeValue(value, Number.POSITIVE_INFINITY, this.references);
    try {
      return { answers, returned: encode(await result) };
    } catch (error) {
      if (isFailedCheck(error)) this.#callbackFailure ??= { error };
      return { answers, threw: encode(error) };
    }
  }

  // Busy or only waiting? A process that answers a ping waits. One that is paused inside the submission is busy there.
  // In between lies a machine that is slow: the ping gets its time before the submission gets the blame.
  async #giveUp(deadlineMs: number): Promise<Outcome> {
    const pong = this.#askWithin({ ask: "ping" }, LAST_PING_MS);
    const isTurning = (await within(PING_MS, pong)) !== undefined;
    const at = isTurning ? await this.#findWork() : await this.#findLoop(pong);
    const isWaiting = isTurning || (at === undefined && (await pong) !== undefined);
    this.#lose({ reason: isWaiting ? "never-settled" : "endless-loop", deadlineMs, ...(at && { at }) });
    return { kind: "lost", loss: this.#loss! };
  }

  /** Which line of the submission runs, although the process turns its event loop: a loop that waits in each turn. */
  #findWork(): Promise<Position | undefined> {
    return within(LAST_PING_MS, this.#askWatchdog("waiting"));
  }

  /** Asks the watchdog where the main thread is. On a busy machine either takes its time: the first to speak is heard. */
  #findLoop(pong: Promise<unknown>): Promise<Position | undefined> {
    return Promise.race([this.#askWatchdog("blocked"), pong.then(() => undefined)]);
  }

  #askWatchdog(state: "blocked" | "waiting"): Promise<Position | undefined> {
    const position = new Promise<Position | undefined>((resolve) => {
      this.#position = resolve;
    });
    this.#watchdog.write(`${state}\n`);
    return position;
  }

  #listen(): void {
    if (this.#isSandboxed)
      onFirstProcess(this.#child, (pid) => {
        this.#host = pid;
      });
    this.#bridge.on(
      "data",
      this.#guarded(lineSplitter((line) => this.#receive(readReply(line, this.references)))),
    );
    this.#watchdog.on("data", this.#guarded(lineSplitter((line) => this.#hearWatchdog(line))));
    this.#child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.#output = (this.#output + text).slice(0, OUTPUT_CHARACTERS + 1);
    });
    this.#child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-ERROR_CHARACTERS);
    });
  }

  // Streams and process end in any order, and what the process started may hold its streams open, or it may close them
  // itself and live on. So the first end starts a farewell, and the last one, or its deadline, is the loss.
  #watchEnd(): void {
    for (const stream of [this.#bridge, this.#watchdog, this.#child.stdout!, this.#child.stderr!]) {
      stream.on("error", () => {});
      stream.on("close", () => this.#sayFarewell({ reason: "crashed", how: CLOSED_DESCRIPTOR }));
    }
    this.#child.on("exit", (code, signal) => {
      endGroup(this.#child);
      // Nothing leaves a sandbox, and all that is in it ends with it.
      if (!this.#isSandboxed) endMarked(this.#mark);
      this.#sayFarewell(this.#lossOnExit(code, signal));
    });
    this.#child.on("close", (code, signal) => this.#lose(this.#lossOnExit(code, signal)));
    this.#child.on("error", (error) => this.#lose({ reason: "crashed", how: error.message }));
  }

  #sayFarewell(loss: Loss): void {
    if (this.#loss !== undefined) return;
    clearTimeout(this.#farewell);
    this.#farewell = setTimeout(() => this.#lose(loss), FAREWELL_MS);
  }

  // What comes from that process is not trusted: a line that is no message ends it.
  #guarded(read: (octets: Uint8Array) => void): (octets: Uint8Array) => void {
    return (octets) => {
      if (this.#loss !== undefined) return;
      try {
        read(octets);
      } catch {
        this.#lose({ reason: "crashed", how: NO_MESSAGE });
      }
    };
  }

  #receive(reply: Received): void {
    if (!("event" in reply)) this.#waiting.get(reply.id)?.(asOutcome(reply));
    else if (reply.event === "callback") void this.#answerCallback(reply);
    else if (reply.event === "exit") this.#exitCode = reply.code;
    else if (reply.event === "uncaught") this.#lose({ reason: "uncaught-error", thrown: reply.threw });
    else this.#becomeReady(reply.pid);
  }

  #hearWatchdog(line: string): void {
    if (line === "memory") this.#lose({ reason: "out-of-memory" });
    const [, text, column] = /^at (\d{1,9}) (\d{1,9})$/.exec(line) ?? [];
    this.#position(Number(text) > 0 ? { line: Number(text), column: Number(column) } : undefined);
  }

  #becomeReady(pid: number): void {
    // A submission may say that it is ready, too. Nobody signals the process that it names then.
    // And the number that is told in a sandbox means nothing out here.
    if (!this.#isSandboxed) this.#host ??= pid;
    this.#isReady = true;
    this.#setReady();
  }

  #lossOnExit(code: number | null, signal: NodeJS.Signals | null): Loss {
    if (/heap out of memory|allocation failed/i.test(this.#errors)) return { reason: "out-of-memory" };
    if (this.#exitCode !== undefined) return { reason: "exited", code: this.#exitCode };
    const endedBy = code === null ? signal : signalOf(code);
    if (code === null || endedBy) return { reason: "crashed", how: `signal ${endedBy}` };
    // Windows has no signals: what ends a process from outside of it, or an abort, is a code beyond these.
    return code < 256 ? { reason: "exited", code } : { reason: "crashed", how: `code ${code}` };
  }

  #lose(loss: Loss): void {
    this.#loss ??= this.#isReady ? loss : { reason: "not-started", how: this.#whyNotStarted(loss) };
    this.#setReady();
    this.#setLost();
    this.#position(undefined);
    for (const settle of this.#waiting.values()) settle({ kind: "lost", loss: this.#loss });
    this.#waiting.clear();
    this.kill();
  }

  #whyNotStarted(loss: Loss): string {
    // Node's words, or those of what was to shut it in.
    const [line] = /^(?:\w*Error\b|(?:bwrap|setpriv|prlimit):).*$/m.exec(this.#errors) ?? [];
    return line ?? ("how" in loss ? loss.how : loss.reason);
  }
}

/** What a check found, unlike what a callback throws for the submission to pass on. */
function isFailedCheck(error: unknown): boolean {
  const { name } = (error ?? {}) as { name?: unknown };
  return name === "CheckFailure" || name === "AssertionError";
}

const CLOSED_DESCRIPTOR = "it closed a descriptor that the course needs";
const NO_MESSAGE = "it wrote to a descriptor that belongs to the course";

function asOutcome(reply: Exclude<Received, { event: string }>): Outcome {
  if ("threw" in reply) return { kind: "threw", thrown: reply.threw };
  return { kind: "returned", value: reply.returned, ...(reply.exports && { exports: reply.exports }) };
}
