// The learner's process.
//
// Three parties share it: the learner's module, this loop, and a watchdog in a thread of its own, which the learner's
// code cannot block. Questions come as JSON lines on descriptor 3 and answers leave there, so that what the learner
// prints can never be taken for an answer. This side knows no expected value: it calls, and says what came back.

import { Console } from "node:console";
import { once } from "node:events";
import { writeSync } from "node:fs";
import { waitForDebugger } from "node:inspector";
import { Socket } from "node:net";
import { types } from "node:util";
import { Worker } from "node:worker_threads";
import { lineSplitter, MAX_LINE_CHARACTERS } from "../bridge/lines.ts";
import { A_PROMISE, type ExportedNames, type Question, type Reply } from "../bridge/messages.ts";
import { decodeValue, encodeValue, type Json, Opaque, TOO_LARGE } from "../bridge/values.ts";
import { openInspector } from "./inspector.ts";
import { type LoadedModule, loadModule } from "./load-module.ts";
import { settle } from "./settle.ts";
import { describeThrown } from "./thrown.ts";
import { hostTools } from "./tools.ts";

const BRIDGE_DESCRIPTOR = 3;
/** Leaves room for what JSON escapes. */
const ANSWER_CHARACTERS = MAX_LINE_CHARACTERS / 2;

// Taken now: the learner's code may replace them later.
const { stringify, parse } = JSON;
const { apply } = Reflect;

// It keeps the process up, also when the bridge is down: only the grader ends it.
const watchdog = new Worker(new URL("./watchdog.mjs", import.meta.url));
const bridge = new Socket({ fd: BRIDGE_DESCRIPTOR, readable: true, writable: true });
let loaded: LoadedModule = {};

function reply(message: Reply): void {
  const line = stringify(message);
  const isTooLong = line.length > MAX_LINE_CHARACTERS && "id" in message;
  bridge.write(`${isTooLong ? stringify({ id: message.id, returned: { $opaque: TOO_LARGE } }) : line}\n`);
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
    case "settle":
      return { returned: await settle() };
    case "open-inspector":
      return { returned: encodeAnswer(openInspector(question.port)) };
    case "await-debugger":
      waitForDebugger();
      return { returned: true };
    case "load":
      loaded = await loadModule(question.code);
      return { returned: true, exports: namesOf(loaded) };
    case "call":
      return { returned: encodeAnswer(await callMember(loaded, question)) };
    case "call-now":
      return { returned: encodeAnswer(asItIs(callMember(loaded, question))) };
    case "tool":
      return { returned: encodeAnswer(await callMember({ ...hostTools(loaded) }, question)) };
  }
}

function namesOf(module: LoadedModule): ExportedNames {
  const isFunction = (name: string) => typeof module[name] === "function";
  const names = Object.keys(module);
  return { functions: names.filter(isFunction), others: names.filter((name) => !isFunction(name)) };
}

/** A promise is shown as one. What becomes of it, an error included, is nobody's business any more. */
function asItIs(value: unknown): unknown {
  if (!types.isPromise(value)) return value;
  value.then(undefined, () => {});
  return new Opaque(A_PROMISE);
}

function callMember(owner: LoadedModule, { name, args }: Extract<Question, { name: string }>): unknown {
  const decoded: unknown[] = [];
  for (let index = 0; index < args.length; index += 1) decoded[index] = decodeValue(args[index]!);
  return apply(owner[name] as (...args: unknown[]) => unknown, undefined, decoded);
}

function encodeAnswer(value: unknown): Json {
  return encodeValue(value, ANSWER_CHARACTERS);
}

// What the learner prints is one text, wherever it goes. Descriptor 2 is left to Node and V8, which write there how
// they ended.
globalThis.console = new Console(process.stdout, process.stdout);
bridge.on("end", () => process.kill(process.pid, "SIGKILL"));
// The grader sees a broken bridge, too, and ends this process. Where the grader is gone, the watchdog does.
bridge.on("error", () => {});
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (thrown: unknown) => reply({ event: "uncaught", threw: describeThrown(thrown, loaded) }));
}
process.on("exit", (code) => replyNow({ event: "exit", code }));

// No line of the learner's runs before the watchdog watches.
await once(watchdog, "message");
reply({ event: "ready" });
bridge.on(
  "data",
  lineSplitter((line) => void answer(parse(line) as Question)),
);
