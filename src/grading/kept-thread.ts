// One thread for many runs. Vitest ends its workers after each run and starts new ones, which is most of what a run costs;
// here it is handed the same thread each time. Nothing of a submission is in that thread: the learner's code runs in a
// process, a new one for each run. What vitest itself leaves there is why the thread is replaced now and then.
//
// Vitest begins a run with `start` and ends it with `stop`. The thread hears the first `start` and no `stop`, and vitest
// is told that they were done.

import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { PoolRunnerInitializer, PoolWorker, WorkerRequest } from "vitest/node";
import type { ThreadData, ThreadOrder } from "./grader-thread.ts";
import type { Sandbox } from "./isolation/sandbox.ts";
import { within } from "./within.ts";

/** What is left behind by a run is 0.3 to 0.5 MiB. */
const MOST_RUNS = 40;
/** A learner's process that was started ahead is waited for, or it would stay in the system's table. */
const END_DEADLINE_MS = 5_000;

export interface ThreadOptions {
  /** There will be one run: nothing is started ahead for another. */
  readonly once?: boolean | undefined;
  /** What each learner's process is in. */
  readonly sandbox?: Sandbox | undefined;
}

export class KeptThread {
  readonly #built: string;
  readonly #options: ThreadOptions;
  #current: OpenThread;
  #isClosed = false;

  /** @param built Folder of the bundles */
  constructor(built: string, options: ThreadOptions = {}) {
    this.#built = built;
    this.#options = options;
    this.#current = this.#open();
  }

  /** For vitest's option `pool`. */
  get pool(): PoolRunnerInitializer {
    return { name: "kept-thread", createPoolWorker: () => this.#poolWorker() };
  }

  /** Ends the thread, and the process that it started ahead. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#current.end();
  }

  /** What vitest takes for a worker of its own, for one run. */
  #poolWorker(): PoolWorker {
    const heard = new EventEmitter();
    let thread: OpenThread;
    return {
      name: "kept-thread",
      on: (event, callback) => void heard.on(event, callback),
      off: (event, callback) => void heard.off(event, callback),
      deserialize: (message) => message,
      send: (request) => thread.send(request),
      start: async () => {
        // One that ended in the middle of a run was not stopped.
        if (this.#current.isGone) this.#current = this.#open();
        thread = this.#current;
        thread.attach(heard);
      },
      stop: async () => {
        thread.detach();
        if (this.#options.once) return;
        if (this.#isClosed || !thread.isWorn) return thread.startAhead();
        this.#current = this.#open();
        await thread.end();
      },
    };
  }

  #open(): OpenThread {
    return new OpenThread(this.#built, this.#options.sandbox);
  }
}

/** A thread that is up. */
class OpenThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  /** Who hears it: the run that is under way. */
  #heard: EventEmitter | undefined;
  #runs = 0;
  #isGone = false;

  constructor(built: string, sandbox: Sandbox | undefined) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(join(built, "grader-thread.mjs"), {
      workerData: { port: port2, sandbox } satisfies ThreadData,
      transferList: [port2],
      env: { ...process.env, VITEST: "true", TEST: "true", VITEST_MODE: "RUN", NODE_ENV: "test" },
      // What a grader prints is for its author, who runs vitest alone.
      stdout: true,
      stderr: true,
    });
    for (const event of ["message", "error", "exit"] as const)
      this.#worker.on(event, (what) => this.#heard?.emit(event, what));
    for (const event of ["error", "exit"] as const)
      this.#worker.on(event, () => {
        this.#isGone = true;
      });
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) stream.resume();
  }

  /** It ended by itself. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** It has run often enough. */
  get isWorn(): boolean {
    return this.#runs >= MOST_RUNS;
  }

  attach(heard: EventEmitter): void {
    this.#heard = heard;
    this.#runs += 1;
  }

  detach(): void {
    this.#heard = undefined;
  }

  send(request: WorkerRequest): void {
    if (request.type === "start" && this.#runs > 1) this.#pretend("started");
    else if (request.type === "stop") this.#pretend("stopped");
    else this.#worker.postMessage(request);
  }

  startAhead(): void {
    this.#order("start-ahead");
  }

  async end(): Promise<void> {
    if (!this.#isGone) {
      this.#order("end");
      await within(END_DEADLINE_MS, Promise.race([once(this.#port, "message"), once(this.#worker, "exit")]));
    }
    this.#port.close();
    await this.#worker.terminate();
  }

  #order(order: ThreadOrder): void {
    this.#port.postMessage(order);
  }

  #pretend(type: "started" | "stopped"): void {
    this.#heard?.emit("message", { __vitest_worker_response__: true, type });
  }
}
