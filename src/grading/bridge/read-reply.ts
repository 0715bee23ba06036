// What comes from the learner's process is not trusted: the submission can write to the descriptor, too. A line becomes
// a reply of exactly the promised shape here, or an error.
//
// A forged answer gains nothing: it is only what the call could have returned, and the grader judges it all the same.

import { isReadable } from "./lines.ts";
import { type CallbackAct, type ExportedNames, MESSAGE_CHARACTERS, type Thrown } from "./messages.ts";
import { decodeValue, type Json, type References } from "./values.ts";

/** A reply with its values rebuilt. */
export type Received =
  | { readonly id: number; readonly returned: unknown; readonly exports?: ExportedNames }
  | { readonly id: number; readonly threw: Thrown }
  | Callback
  | { readonly event: "ready"; readonly pid: number }
  | { readonly event: "uncaught"; readonly threw: Thrown }
  | { readonly event: "exit"; readonly code: number };

/** The submission calls something of the grader's. */
export interface Callback {
  readonly event: "callback";
  /** Number of the call, for the answer. */
  readonly call: number;
  readonly thing: number;
  readonly act: CallbackAct;
  readonly args: readonly unknown[];
}

/** @throws {Error} When the line is not a reply */
export function readReply(line: string, references?: References): Received {
  if (!isReadable(line)) throw new RangeError("More than a message may have in it");
  const reply = readObject(JSON.parse(line));
  switch (reply.event) {
    case "ready":
      return { event: "ready", pid: readInteger(reply.pid) };
    case "exit":
      return { event: "exit", code: readInteger(reply.code) };
    case "uncaught":
      return { event: "uncaught", threw: readThrown(reply.threw, references) };
    case "callback":
      return readCallback(reply, references);
    default:
      return readAnswer(reply, references);
  }
}

function readCallback({ call, thing, act, args }: Fields, references: References | undefined): Callback {
  const known = ACTS.find((each) => each === act);
  if (known === undefined || !Array.isArray(args)) throw new TypeError("Not a call");
  return {
    event: "callback",
    call: readInteger(call),
    thing: readInteger(thing),
    act: known,
    args: args.map((each) => decodeValue(each as Json, references)),
  };
}

const ACTS: readonly CallbackAct[] = ["call", "next", "return"];

function readAnswer(reply: Fields, references: References | undefined): Received {
  const id = readInteger(reply.id);
  if (reply.threw !== undefined) return { id, threw: readThrown(reply.threw, references) };
  if (reply.returned === undefined) throw new TypeError("Neither returned nor threw");
  return {
    id,
    returned: decodeValue(reply.returned as Json, references),
    ...(reply.exports !== undefined && { exports: readExports(reply.exports) }),
  };
}

function readExports(value: unknown): ExportedNames {
  const { functions, others } = readObject(value);
  return { functions: readTexts(functions), others: readTexts(others) };
}

/** @throws {TypeError} When nothing that was thrown is described */
export function readThrown(value: unknown, references?: References): Thrown {
  const { name, message, classes, fields, at, itself } = readObject(value);
  return {
    name: readText(name).slice(0, MESSAGE_CHARACTERS),
    message: readText(message).slice(0, MESSAGE_CHARACTERS),
    classes: readTexts(classes),
    fields: readObject(decodeValue(fields as Json, references)),
    ...(at !== undefined && { at: readPlace(at) }),
    ...(itself !== undefined && { itself: decodeValue(itself as Json, references) }),
  };
}

function readPlace(value: unknown): { line: number; column: number } {
  const { line, column } = readObject(value);
  return { line: readInteger(line), column: readInteger(column) };
}

/** Of exports and of classes: nobody reads more, and a sentence names them. */
const MOST_NAMES = 1_000;
const NAME_CHARACTERS = 400;

type Fields = Readonly<Record<string, unknown>>;

// Own fields only, however they are called.
function readObject(value: unknown): Fields {
  const isPlain =
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain) throw new TypeError("Not an object");
  return Object.assign(Object.create(null), value) as Fields;
}

function readTexts(value: unknown): string[] {
  if (!Array.isArray(value)) throw new TypeError("Not a list");
  return value.slice(0, MOST_NAMES).map((each) => readText(each).slice(0, NAME_CHARACTERS));
}

function readText(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("Not a text");
  return value;
}

function readInteger(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new TypeError("Not a whole number");
  return value as number;
}
