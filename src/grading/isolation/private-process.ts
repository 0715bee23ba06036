// A process of the engine's own in a network of its own, seen from the process that grades: orders go in, and each comes
// back as an answer. It is trusted, as none of a submission runs in it.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Lesson } from "../../course/lesson.ts";
import type { EngineOptions, SubmissionFile } from "../open-grader.ts";
import { within } from "../within.ts";
import { inPrivateNetwork } from "./sandbox.ts";
import type { Tools } from "./tools.ts";

/** What it is told to do. */
export type Order =
  /** First of all: make a sandbox, of which there may be something wrong to tell. */
  | { readonly order: "lay-out"; readonly tools: Tools; readonly built: string }
  | { readonly order: "look-around"; readonly port: number; readonly folders: readonly string[] }
  | { readonly order: "open"; readonly options: EngineOptions }
  | {
      readonly order: "grade";
      readonly lesson: Lesson;
      readonly submission: SubmissionFile;
      readonly seed: number;
    }
  /** Give up what the order of that number began. */
  | { readonly order: "abort"; readonly of: number }
  | { readonly order: "close" };

/** What comes back for the order of that number: an answer, or an error's message. */
export type Reply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failed: string };

export type Numbered = Order & { readonly id: number };

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** It cannot be started, or has ended. The message says why, in a sentence fragment. */
export class PrivateProcessLost extends Error {
  override name = "PrivateProcessLost";
}

const END_DEADLINE_MS = 10_000;
const ERROR_CHARACTERS = 4_000;

export class PrivateProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<unknown>;
  #latest = 0;
  #errors = "";
  #lost: PrivateProcessLost | undefined;

  /** @param built Folder of the bundles */
  constructor(tools: Tools, built: string) {
    const [command = "", ...words] = inPrivateNetwork(tools, [
      process.execPath,
      join(built, "isolation.mjs"),
    ]);
    this.#child = spawn(command, words, {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "advanced",
    });
    this.#ended = once(this.#child, "exit").catch(() => {});
    this.#child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(0, ERROR_CHARACTERS);
    });
    this.#child.on("message", (reply) => this.#hear(reply as Reply));
    this.#child.on("error", (error) => this.#lose(error.message));
    this.#child.on("close", () => this.#lose(this.#errors.split("\n").find(Boolean) ?? "it ended"));
    // Told by the order that needs it.
    this.ask({ order: "lay-out", tools, built }).catch((error: Error) => this.#giveUp(error.message));
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /**
   * Has an order carried out.
   *
   * @throws {PrivateProcessLost} When the process is gone before it was
   * @throws The signal's reason, when it was given up
   */
  async ask(order: Order, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    if (this.#lost !== undefined) throw this.#lost;
    this.#latest += 1;
    const id = this.#latest;
    const giveUp = () => this.#send({ id: 0, order: "abort", of: id });
    signal?.addEventListener("abort", giveUp, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#send({ id, ...order });
      });
    } finally {
      this.#waiting.delete(id);
      signal?.removeEventListener("abort", giveUp);
      signal?.throwIfAborted();
    }
  }

  /** Ends it and all that it started, the sandboxes included. */
  async end(): Promise<void> {
    const closing = this.ask({ order: "close" }).catch(() => {});
    await within(END_DEADLINE_MS, closing);
    await within(END_DEADLINE_MS, this.#ended);
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  #send(order: Numbered): void {
    // One that cannot be sent is one to a process that has ended, which is told otherwise.
    this.#child.send(order, () => {});
  }

  #hear(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if ("answer" in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(new Error(reply.failed));
  }

  /** Nothing runs in it yet, and nothing can: it would not hear that it is to end. */
  #giveUp(why: string): void {
    this.#lose(why);
    this.#child.kill("SIGKILL");
  }

  #lose(why: string): void {
    this.#lost ??= new PrivateProcessLost(why);
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }
}
