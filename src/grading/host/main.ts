// The learner's process.
//
// Three parties share it: the learner's module, this loop, and a watchdog in a thread of its own, which the learner's
// code cannot block. Questions come as JSON lines on descriptor 3 and answers leave there, so that what the learner
// prints can never be taken for an answer. This side knows no expected value: it calls, and says what came back.

import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { lineSplitter } from "../bridge/lines.ts";
import type { Question, Reply } from "../bridge/messages.ts";
import { decodeValue, encodeValue } from "../bridge/values.ts";
import { type LoadedModule, loadModule } from "./load-module.ts";
import { describeThrown } from "./thrown.ts";
import { hostTools } from "./tools.ts";

const BRIDGE_DESCRIPTOR = 3;

new Worker(new URL("./watchdog.mjs", import.meta.url)).unref();
const bridge = new Socket({ fd: BRIDGE_DESCRIPTOR, readable: true, writable: true });
let loaded: LoadedModule = {};

// Taken now: the learner's code may replace them later.
const { stringify, parse } = JSON;

function reply(message: Reply): void {
  bridge.write(`${stringify(message)}\n`);
}

/** For the moments after which no event loop will turn: the answer has to leave at once. */
function replyNow(message: Reply): void {
  try {
    writeSync(BRIDGE_DESCRIPTOR, `${stringify(message)}\n`);
  } catch {
    // The other side is gone, and with it everyone who could be told.
  }
}

async function answer(question: Question): Promise<void> {
  const { id } = question;
  try {
    reply({ id, ...(await act(question)) });
  } catch (error) {
    reply({ id, threw: describeThrown(error, loaded) });
  }
}

async function act(
  question: Question,
): Promise<Pick<Extract<Reply, { returned: unknown }>, "returned" | "exports">> {
  switch (question.ask) {
    case "ping":
      return { returned: true };
    case "load":
      loaded = await loadModule(question.code);
      return {
        returned: true,
        exports: Object.keys(loaded).filter((name) => typeof loaded[name] === "function"),
      };
    case "call":
      return { returned: encodeValue(await callMember(loaded, question)) };
    case "tool":
      return { returned: encodeValue(await callMember({ ...hostTools(loaded) }, question)) };
  }
}

function callMember(owner: LoadedModule, { name, args }: Extract<Question, { name: string }>): unknown {
  const member = owner[name] as (...args: unknown[]) => unknown;
  return member(...args.map(decodeValue));
}

bridge.on(
  "data",
  lineSplitter((line) => void answer(parse(line) as Question)),
);
bridge.on("error", () => process.kill(process.pid, "SIGKILL"));
bridge.on("end", () => process.kill(process.pid, "SIGKILL"));
process.on("uncaughtException", (error) =>
  reply({ event: "uncaught", threw: describeThrown(error, loaded) }),
);
process.on("exit", (code) => replyNow({ event: "exit", code }));
