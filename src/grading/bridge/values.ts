// Values as JSON that loses nothing a task may ask for.
//
// What JSON has goes as it is. What it lacks goes as an object with one key that begins with "$". What cannot cross
// (a function, a symbol, a promise, a value without end) becomes an `Opaque`: a text that says what it was. The reader
// rebuilds plain data only; nothing that arrives is ever run. What a side wants to keep and have asked, instead, crosses
// as a number: `References` say what that is.

/** A value that stays in the process where it was made. */
export class Opaque {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What one side keeps and the other side knows by a number. */
export interface References {
  /** What stands for the value on its way; undefined where it crosses as data. */
  give(value: object): Json | undefined;
  /** What stands here for a thing that stays on the other side. @throws {TypeError} When it is not described as one */
  theirs(described: Json): unknown;
  /** The thing of this side that the other one speaks of. @throws {TypeError} When it speaks of nothing */
  ours(named: Json): unknown;
}

const NO_REFERENCES: References = {
  give: () => undefined,
  theirs: () => refuse(),
  ours: () => refuse(),
};

function refuse(): never {
  throw new TypeError("Cannot read a reference where there are none");
}

// Taken now: a submission may replace it later, and its right answers stay right.
const { is } = Object;

const MAX_DEPTH = 40;
/** A value takes up to four levels of JSON. The reader is not the place where a hostile depth may unfold. */
const MAX_JSON_DEPTH = 4 * MAX_DEPTH + 10;
/** Reading a number from its digits takes more than linear time. */
const MAX_BIGINT_DIGITS = 10_000;

/** What each value costs beside its text: many small ones take more time and memory than one long text. */
const VALUE_CHARACTERS = 32;

/** Where in a value the encoding stands, and how much of it may still cross. */
interface Walk {
  readonly depth: number;
  readonly above: Set<object>;
  readonly budget: { characters: number };
  readonly references: References;
}

class TooLarge extends Error {}

/**
 * Makes JSON of a value. Never throws: what cannot be read, such as a getter that throws, becomes an `Opaque`.
 *
 * @param most Characters of JSON, roughly; a value that needs more becomes an `Opaque` as a whole
 */
export function encodeValue(
  value: unknown,
  most = Number.POSITIVE_INFINITY,
  references: References = NO_REFERENCES,
): Json {
  try {
    return encode(value, { depth: 0, above: new Set(), budget: { characters: most }, references });
  } catch (error) {
    return opaque(error instanceof TooLarge ? TOO_LARGE : "[a value that cannot be read]");
  }
}

export const TOO_LARGE = "[a value too large to be looked at]";

function encode(value: unknown, walk: Walk): Json {
  spend(walk, VALUE_CHARACTERS);
  switch (typeof value) {
    case "string":
      spend(walk, value.length);
      return value;
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !is(value, -0)
        ? value
        : { $number: is(value, -0) ? "-0" : String(value) };
    case "undefined":
      return { $undefined: true };
    case "bigint":
      return encodeBigint(value, walk);
    case "function":
      return (
        giveSafely(value, walk) ?? opaque(`[function ${readable(() => value.name) || "without a name"}]`)
      );
    case "symbol":
      return opaque(String(value));
    default:
      return value === null ? null : encodeObject(value as object, walk);
  }
}

/** Whoever gives looks at the value, and a look can fail. */
function giveSafely(value: object, { references }: Walk): Json | undefined {
  try {
    return references.give(value);
  } catch {
    return undefined;
  }
}

// A shared part counts as often as it is met: what unfolds without end is cut off in time.
function spend({ budget }: Walk, characters: number): void {
  budget.characters -= characters;
  if (budget.characters < 0) throw new TooLarge();
}

function encodeBigint(value: bigint, walk: Walk): Json {
  const digits = String(value);
  if (digits.length > MAX_BIGINT_DIGITS) return opaque("[a bigint of very many digits]");
  spend(walk, digits.length);
  return { $bigint: digits };
}

function encodeObject(value: object, walk: Walk): Json {
  if (walk.above.has(value)) return opaque("[a value that contains itself]");
  if (walk.depth > MAX_DEPTH) return opaque("[too deep]");
  const given = giveSafely(value, walk);
  if (given !== undefined) return given;
  const inner = { ...walk, depth: walk.depth + 1 };
  walk.above.add(value);
  try {
    return encodeMembers(value, (member) => encode(member, inner), walk);
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    return opaque(`[an object that cannot be read: ${readable(() => error)}]`);
  } finally {
    walk.above.delete(value);
  }
}

function encodeMembers(value: object, inner: (member: unknown) => Json, walk: Walk): Json {
  if (value instanceof Opaque) return opaque(value.text);
  if (value instanceof Uint8Array) {
    spend(walk, Math.ceil(value.length * (4 / 3)));
    return { $octets: Buffer.from(value).toString("base64") };
  }
  if (Array.isArray(value)) {
    // A length costs nothing to claim, and members that are not there would be read one by one.
    if (value.length * VALUE_CHARACTERS > walk.budget.characters) throw new TooLarge();
    return Array.from(value, inner);
  }
  if (value instanceof Map) return { $map: [...value].map(([key, member]) => [inner(key), inner(member)]) };
  if (value instanceof Set) return { $set: [...value].map(inner) };
  if (value instanceof Date) return { $date: Date.prototype.getTime.call(value) };
  if (!isRecord(value)) return opaque(describeInstance(value));
  return encodeFields(value, inner, walk);
}

/** Whether its fields are all there is to it. They are not with a promise, an expression or an Error. */
function isRecord(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function describeInstance(value: object): string {
  if (value instanceof Error) return `[${readable(() => value)}]`;
  return `[${Object.prototype.toString.call(value).slice("[object ".length, -1)}]`;
}

function encodeFields(value: object, inner: (member: unknown) => Json, walk: Walk): Json {
  const entries = Object.keys(value).map((key) => {
    spend(walk, key.length);
    return [key, inner(readField(value, key))] as const;
  });
  const plain = Object.fromEntries(entries);
  return entries.some(([key]) => key.startsWith("$")) ? { $object: plain } : plain;
}

function readField(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch (error) {
    return new Opaque(`[a field that cannot be read: ${readable(() => error)}]`);
  }
}

/** A value as text, whatever it is. */
export function readable(read: () => unknown): string {
  try {
    return String(read());
  } catch {
    return "a value that cannot be shown";
  }
}

function opaque(text: string): Json {
  return { $opaque: text };
}

/** Rebuilds the value. Objects are plain, with their own keys only. @throws {TypeError} When `json` is no encoded value */
export function decodeValue(json: Json, references: References = NO_REFERENCES): unknown {
  return decode(json, { depth: 0, references });
}

interface Reading {
  readonly depth: number;
  readonly references: References;
}

function decode(json: Json, { depth, references }: Reading): unknown {
  if (json === null || typeof json !== "object") return json;
  if (depth > MAX_JSON_DEPTH) throw new TypeError("Cannot read a value that is so deep");
  const inner = { depth: depth + 1, references };
  if (Array.isArray(json)) return json.map((each) => decode(each, inner));
  const entries = Object.entries(json as Record<string, Json>);
  const [key, only] = entries[0] ?? ["", null];
  return entries.length === 1 && key.startsWith("$")
    ? decodeTagged(key, only, inner)
    : decodeEntries(entries, inner);
}

function decodeTagged(tag: string, inner: Json, reading: Reading): unknown {
  const decoder = DECODERS[tag];
  if (decoder === undefined) throw new TypeError(`Cannot read a value tagged ${tag}`);
  return decoder(inner, reading);
}

const DECODERS: Readonly<Record<string, (inner: Json, reading: Reading) => unknown>> = {
  $undefined: () => undefined,
  $number: (text) => Number(text),
  $bigint: (text) => BigInt(String(text).slice(0, MAX_BIGINT_DIGITS)),
  $octets: (text) => new Uint8Array(Buffer.from(String(text), "base64")),
  $map: (pairs, reading) => new Map(decode(pairs, reading) as [unknown, unknown][]),
  $set: (members, reading) => new Set(decode(members, reading) as unknown[]),
  $date: (time) => new Date(time === null ? Number.NaN : Number(time)),
  $opaque: (text) => new Opaque(String(text)),
  $object: (plain, reading) => decodeEntries(Object.entries(plain as Record<string, Json>), reading),
  // By whose it is to the one who sent it.
  $mine: (described, { references }) => references.theirs(described),
  $yours: (named, { references }) => references.ours(named),
};

function decodeEntries(entries: readonly (readonly [string, Json])[], reading: Reading): object {
  // Object.fromEntries defines "__proto__" as an ordinary key; an assignment would set the prototype.
  return Object.fromEntries(entries.map(([key, inner]) => [key, decode(inner, reading)]));
}
