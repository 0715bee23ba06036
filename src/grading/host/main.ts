// The learner's process.
//
// Three parties share it: the learner's module, this loop, and a watchdog in a thread of its own, which the learner's
// code cannot block. Questions come as JSON lines on descriptor 3 and answers leave there, so that what the learner
// prints can never be taken for an answer. This side knows no expected value: it calls, and says what came back.

import { Console } from "node:console";
import { once } from "node:events";
import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { isReadable, lineSplitter } from "../bridge/lines.ts";
import type { CallbackAnswer, Question, Reply } from "../bridge/messages.ts";
import { decodeValue, TOO_LARGE } from "../bridge/values.ts";
import { Learner } from "./learner.ts";
import { describeThrown } from "./thrown.ts";
import type { WatchdogData } from "./watchdog.ts";

const BRIDGE_DESCRIPTOR = 3;

// Taken now: the learner's code may replace them later.
const { stringify, parse } = JSON;

// It keeps the process up, also when the bridge is down: only the grader ends it.
const watchdog = new Worker(new URL("./watchdog.mjs", import.meta.url), {
  workerData: {
    group: Number(process.argv[2]) || undefined,
    ownFolder: process.argv[3],
  } satisfies WatchdogData,
});
const bridge = new Socket({ fd: BRIDGE_DESCRIPTOR, readable: true, writable: true });
const learner = new Learner(reply);
const { references } = learner;

function reply(message: Reply): void {
  const line = stringify(message);
  bridge.write(`${isReadable(line) ? line : stringify(withoutValues(message))}\n`);
}

function withoutValues(message: Reply): unknown {
  const tooLarge = { $opaque: TOO_LARGE };
  if ("id" in message) return { id: message.id, returned: tooLarge };
  return message.event === "callback" ? { ...message, args: message.args.map(() => tooLarge) } : message;
}

/** For the moments after which no event loop will turn: the answer has to leave at once. */
function replyNow(message: Reply): void {
  try {
    writeSync(BRIDGE_DESCRIPTOR, `${stringify(message)}\n`);
  } catch {
    // The other side is gone, and with it everyone who could be told.
  }
}

function hear(message: Question | CallbackAnswer): void {
  if ("ask" in message) void answer(message);
  else references.graderThings.answered(message, (json) => decodeValue(json, references));
}

async function answer(question: Question): Promise<void> {
  const { id } = question;
  try {
    reply({ id, ...(await learner.act(question)) });
  } catch (error) {
    reply({ id, threw: describeThrown(error, learner.loaded, references) });
  }
}

// What the learner prints is one text, wherever it goes. Descriptor 2 is left to Node and V8, which write there how
// they ended.
globalThis.console = new Console(process.stdout, process.stdout);
bridge.on("end", () => process.kill(process.pid, "SIGKILL"));
// The grader sees a broken bridge, too, and ends this process. Where the grader is gone, the watchdog does.
bridge.on("error", () => {});
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (thrown: unknown) =>
    reply({ event: "uncaught", threw: describeThrown(thrown, learner.loaded, references) }),
  );
}
process.on("exit", (code) => replyNow({ event: "exit", code }));

// No line of the learner's runs before the watchdog watches.
await once(watchdog, "message");
reply({ event: "ready", pid: process.pid });
bridge.on(
  "data",
  lineSplitter((line) => hear(parse(line) as Question | CallbackAnswer)),
);
