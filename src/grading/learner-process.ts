// One process that runs one submission, seen from outside: questions go in, and each comes back as an answer, or as
// the way in which the process failed to give one. Nothing here waits without an end.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { lineSplitter } from "./bridge/lines.ts";
import type { EncodedThrown, Question, Reply, Thrown } from "./bridge/messages.ts";
import { decodeValue, type Json } from "./bridge/values.ts";

/** What became of a question. */
export type Outcome =
  | { readonly kind: "returned"; readonly value: unknown; readonly exports?: readonly string[] }
  | { readonly kind: "threw"; readonly thrown: Thrown }
  | { readonly kind: "lost"; readonly loss: Loss };

/** Why there is no answer. The process is gone then. */
export type Loss =
  | { readonly reason: "endless-loop" | "never-settled"; readonly deadlineMs: number; readonly at?: Position }
  | { readonly reason: "exited"; readonly code: number }
  | { readonly reason: "out-of-memory" }
  | { readonly reason: "crashed"; readonly how: string }
  | { readonly reason: "uncaught-error"; readonly thrown: Thrown };

/** A place in the compiled submission, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A question without its number. */
export type Ask = Question extends infer Each ? (Each extends Question ? Omit<Each, "id"> : never) : never;

const HEAP_MEBIBYTES = 128;
/** How long a process that still turns its event loop may take to say so. */
const PING_MS = 250;
const FIND_LOOP_MS = 250;
const OUTPUT_CHARACTERS = 64 * 1024;
const ERROR_CHARACTERS = 16 * 1024;

export class LearnerProcess {
  readonly #child: ChildProcess;
  readonly #bridge: Duplex;
  readonly #watchdog: Duplex;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  #nextId = 1;
  #loss: Loss | undefined;
  #exitCode: number | undefined;
  #output = "";
  #errors = "";

  /** @param built Folder of the bundles */
  constructor(built: string) {
    this.#child = spawn(
      process.execPath,
      [`--max-old-space-size=${HEAP_MEBIBYTES}`, join(built, "host.mjs")],
      {
        stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
        // A group of its own, so that what the submission starts ends with it.
        detached: process.platform !== "win32",
        env: childEnvironment(),
        windowsHide: true,
      },
    );
    this.#bridge = this.#child.stdio[3] as Duplex;
    this.#watchdog = this.#child.stdio[4] as Duplex;
    this.#listen();
  }

  /** Why the process is gone; undefined while it is there. */
  get loss(): Loss | undefined {
    return this.#loss;
  }

  /** What the submission printed since the last call, at most 64 Ki characters of it. */
  takeOutput(): string {
    const output = this.#output;
    this.#output = "";
    return output;
  }

  /** Asks, and waits no longer than the deadline. After a `lost` outcome the process is gone. */
  async ask(question: Ask, deadlineMs: number): Promise<Outcome> {
    return (await this.#askWithin(question, deadlineMs)) ?? this.#giveUp(deadlineMs);
  }

  /** Whether the process still turns its event loop. */
  async isAlive(): Promise<boolean> {
    return (await this.#askWithin({ ask: "ping" }, PING_MS))?.kind === "returned";
  }

  /** Ends the process and whatever it started. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
    else killGroup(pid);
    this.#loss ??= { reason: "crashed", how: "it was ended" };
  }

  async #askWithin(question: Ask, ms: number): Promise<Outcome | undefined> {
    if (this.#loss !== undefined) return { kind: "lost", loss: this.#loss };
    const id = this.#nextId++;
    const outcome = new Promise<Outcome>((settle) => this.#waiting.set(id, settle));
    this.#bridge.write(`${JSON.stringify({ id, ...question })}\n`);
    return within(ms, outcome).finally(() => this.#waiting.delete(id));
  }

  async #giveUp(deadlineMs: number): Promise<Outcome> {
    const isTurning = await this.isAlive();
    const at = isTurning ? undefined : await this.#findLoop();
    this.#lose({ reason: isTurning ? "never-settled" : "endless-loop", deadlineMs, ...(at && { at }) });
    return { kind: "lost", loss: this.#loss! };
  }

  /** Asks the watchdog where the main thread is. */
  async #findLoop(): Promise<Position | undefined> {
    const answer = new Promise<string>((resolve) =>
      this.#watchdog.once("data", (octets) => resolve(String(octets))),
    );
    this.#watchdog.write("where\n");
    const [, line, column] = /^at (\d+) (\d+)/.exec((await within(FIND_LOOP_MS, answer)) ?? "") ?? [];
    return Number(line) > 0 ? { line: Number(line), column: Number(column) } : undefined;
  }

  #listen(): void {
    this.#bridge.on("data", this.#guarded(lineSplitter((line) => this.#receive(JSON.parse(line) as Reply))));
    this.#child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.#output = (this.#output + text).slice(0, OUTPUT_CHARACTERS);
    });
    this.#child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-ERROR_CHARACTERS);
    });
    this.#watchdog.on("data", (octets) => {
      if (String(octets).startsWith("memory")) this.#lose({ reason: "out-of-memory" });
    });
    for (const stream of [this.#bridge, this.#watchdog]) stream.on("error", () => this.kill());
    this.#child.on("error", (error) => this.#lose({ reason: "crashed", how: error.message }));
    this.#child.on("close", (code, signal) => this.#lose(this.#lossOnClose(code, signal)));
  }

  // What comes from that process is not trusted: a line that is no message ends it.
  #guarded(read: (octets: Uint8Array) => void): (octets: Uint8Array) => void {
    return (octets) => {
      try {
        read(octets);
      } catch {
        this.#lose({ reason: "crashed", how: "it sent what is not a message of the course" });
      }
    };
  }

  #receive(reply: Reply): void {
    if ("event" in reply) {
      if (reply.event === "exit") this.#exitCode = reply.code;
      else this.#lose({ reason: "uncaught-error", thrown: decodeThrown(reply.threw) });
      return;
    }
    this.#waiting.get(reply.id)?.(asOutcome(reply));
  }

  #lossOnClose(code: number | null, signal: NodeJS.Signals | null): Loss {
    if (/heap out of memory|allocation failed/i.test(this.#errors)) return { reason: "out-of-memory" };
    const exitCode = this.#exitCode ?? code;
    return exitCode === null
      ? { reason: "crashed", how: `signal ${signal}` }
      : { reason: "exited", code: exitCode };
  }

  #lose(loss: Loss): void {
    this.#loss ??= loss;
    for (const settle of this.#waiting.values()) settle({ kind: "lost", loss: this.#loss });
    this.#waiting.clear();
    this.kill();
  }
}

function asOutcome(reply: Exclude<Reply, { event: string }>): Outcome {
  if ("threw" in reply) return { kind: "threw", thrown: decodeThrown(reply.threw) };
  return {
    kind: "returned",
    value: decodeValue(reply.returned as Json),
    ...(reply.exports && { exports: reply.exports }),
  };
}

function decodeThrown(encoded: EncodedThrown): Thrown {
  return { ...encoded, fields: decodeValue(encoded.fields) as Thrown["fields"] };
}

/** Nothing of the grader's environment is the submission's business, but what a process needs to start. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMPDIR, TZ, LANG } = process.env;
  return JSON.parse(JSON.stringify({ PATH, SystemRoot, TEMP, TMPDIR, TZ, LANG })) as NodeJS.ProcessEnv;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** What the promise gives, or undefined when it takes longer. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
