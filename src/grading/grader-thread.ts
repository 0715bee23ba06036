// What the engine's thread runs. First it starts a learner's process: that takes about as long as loading vitest. Then it
// is one of vitest's workers, as any other, but that `KeptThread` keeps it for the next run.

import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Sandbox } from "./isolation/sandbox.ts";
import { endStartedAhead, startAhead } from "./started-ahead.ts";

/** What the engine says on the port of its own, beside what vitest says on the other. */
export type ThreadOrder = "start-ahead" | "end";

/** What it is told when it is started. */
export interface ThreadData {
  readonly port: MessagePort;
  readonly sandbox: Sandbox | undefined;
}

const { port, sandbox } = workerData as ThreadData;
startAhead(sandbox);
port.on("message", async (order: ThreadOrder) => {
  if (order === "start-ahead") return startAhead(sandbox);
  await endStartedAhead();
  port.postMessage("ended");
});

const { init, runBaseTests, setupEnvironment } = await import("vitest/worker");
init({
  post: (response) => parentPort!.postMessage(response),
  on: (callback) => parentPort!.on("message", callback),
  off: (callback) => parentPort!.off("message", callback),
  runTests: (state, traces) => runBaseTests("run", state, traces),
  collectTests: (state, traces) => runBaseTests("collect", state, traces),
  setup: setupEnvironment,
});
