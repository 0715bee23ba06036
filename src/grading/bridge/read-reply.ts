// What comes from the learner's process is not trusted: the submission can write to the descriptor, too. A line becomes
// a reply of exactly the promised shape here, or an error.
//
// A forged answer gains nothing: it is only what the call could have returned, and the grader judges it all the same.

import { type ExportedNames, MESSAGE_CHARACTERS, type Thrown } from "./messages.ts";
import { decodeValue, type Json } from "./values.ts";

/** A reply with its values rebuilt. */
export type Received =
  | { readonly id: number; readonly returned: unknown; readonly exports?: ExportedNames }
  | { readonly id: number; readonly threw: Thrown }
  | { readonly event: "ready"; readonly pid: number }
  | { readonly event: "uncaught"; readonly threw: Thrown }
  | { readonly event: "exit"; readonly code: number };

/** @throws {Error} When the line is not a reply */
export function readReply(line: string): Received {
  const reply = readObject(JSON.parse(line));
  switch (reply.event) {
    case "ready":
      return { event: "ready", pid: readInteger(reply.pid) };
    case "exit":
      return { event: "exit", code: readInteger(reply.code) };
    case "uncaught":
      return { event: "uncaught", threw: readThrown(reply.threw) };
    default:
      return readAnswer(reply);
  }
}

function readAnswer(reply: Fields): Received {
  const id = readInteger(reply.id);
  if (reply.threw !== undefined) return { id, threw: readThrown(reply.threw) };
  if (reply.returned === undefined) throw new TypeError("Neither returned nor threw");
  return {
    id,
    returned: decodeValue(reply.returned as Json),
    ...(reply.exports !== undefined && { exports: readExports(reply.exports) }),
  };
}

function readExports(value: unknown): ExportedNames {
  const { functions, others } = readObject(value);
  return { functions: readTexts(functions), others: readTexts(others) };
}

function readThrown(value: unknown): Thrown {
  const { name, message, classes, fields, at } = readObject(value);
  return {
    name: readText(name).slice(0, MESSAGE_CHARACTERS),
    message: readText(message).slice(0, MESSAGE_CHARACTERS),
    classes: readTexts(classes),
    fields: readObject(decodeValue(fields as Json)),
    ...(at !== undefined && { at: readPlace(at) }),
  };
}

function readPlace(value: unknown): { line: number; column: number } {
  const { line, column } = readObject(value);
  return { line: readInteger(line), column: readInteger(column) };
}

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
  return value.map(readText);
}

function readText(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("Not a text");
  return value;
}

function readInteger(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new TypeError("Not a whole number");
  return value as number;
}
