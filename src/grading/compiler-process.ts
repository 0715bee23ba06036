// A process that compiles what somebody else handed in, one file after the other. The compiler is native code, and a file
// that is nested deep enough ends the process that it is in: then the next file gets another process.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Compiled, CompileOptions, NotCompiled } from "./compile.ts";
import { within } from "./within.ts";

export interface CompileOrder {
  readonly file: string;
  readonly options: CompileOptions;
}

/** For a file of 256 KiB on a machine that is busy with others. */
const DEADLINE_MS = 60_000;

export class CompilerProcess {
  readonly #built: string;
  #child: ChildProcess | undefined;
  #previous: Promise<unknown> = Promise.resolve();

  /**
   * Starts nothing yet.
   *
   * @param built Folder of the bundles, where this process sees it
   */
  constructor(built: string) {
    this.#built = built;
  }

  /** Compiles a file, after those that were asked for before. */
  compile(order: CompileOrder): Promise<Compiled> {
    const compiled = this.#previous.then(() => this.#compile(order));
    this.#previous = compiled.catch(() => {});
    return compiled;
  }

  /** Ends the process, once what was asked for is done. */
  async close(): Promise<void> {
    await this.#previous;
    await this.#end();
  }

  async #compile(order: CompileOrder): Promise<Compiled> {
    this.#child ??= this.#start();
    const answer = answerOf(this.#child, order);
    const compiled = (await within(DEADLINE_MS, answer)) ?? TOOK_TOO_LONG;
    if (compiled === BROKE_DOWN || compiled === TOOK_TOO_LONG) await this.#end();
    return compiled;
  }

  #start(): ChildProcess {
    return fork(join(this.#built, "compiler.mjs"), {
      execArgv: [],
      serialization: "advanced",
      stdio: "ignore",
    });
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }
}

/** What comes back, or that the process ended over it. */
async function answerOf(child: ChildProcess, order: CompileOrder): Promise<Compiled> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(child, "disconnect", { signal }).then(() => BROKE_DOWN);
  const compiled = once(child, "message", { signal }).then(([message]) => message as Compiled);
  // One that cannot be sent is one to a process that has ended.
  child.send(order, () => {});
  return Promise.race([compiled, ended]).finally(() => answered.abort());
}

const BROKE_DOWN: NotCompiled = {
  reason: "does-not-load",
  problem: "The compiler broke down on it, as where something is nested hundreds of levels deep",
};

const TOOK_TOO_LONG: NotCompiled = {
  reason: "does-not-load",
  problem: `It was not compiled within ${DEADLINE_MS / 1_000} seconds`,
};
