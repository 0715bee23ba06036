// Values as JSON that loses nothing a task may ask for.
//
// What JSON has goes as it is. What it lacks goes as an object with one key that begins with "$". What cannot cross
// (a function, a symbol, a value without end) becomes an `Opaque`: a text that says what it was. The reader rebuilds
// plain data only; nothing that arrives is ever run.

/** A value that stays in the process where it was made. */
export class Opaque {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const MAX_DEPTH = 40;

/** Makes JSON of a value. Never throws: a getter that throws becomes an `Opaque`. */
export function encodeValue(value: unknown, depth = 0, above: ReadonlySet<object> = new Set()): Json {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $number: Object.is(value, -0) ? "-0" : String(value) };
    case "undefined":
      return { $undefined: true };
    case "bigint":
      return { $bigint: String(value) };
    case "function":
      return opaque(`[function ${value.name || "without a name"}]`);
    case "symbol":
      return opaque(String(value));
    default:
      return value === null ? null : encodeObject(value as object, depth, above);
  }
}

function encodeObject(value: object, depth: number, above: ReadonlySet<object>): Json {
  if (above.has(value)) return opaque("[a value that contains itself]");
  if (depth > MAX_DEPTH) return opaque("[too deep]");
  const encode = (inner: unknown) => encodeValue(inner, depth + 1, new Set(above).add(value));
  try {
    if (value instanceof Opaque) return opaque(value.text);
    if (value instanceof Uint8Array) return { $octets: Buffer.from(value).toString("base64") };
    if (Array.isArray(value)) return Array.from(value, encode);
    if (value instanceof Map) return { $map: [...value].map(([key, inner]) => [encode(key), encode(inner)]) };
    if (value instanceof Set) return { $set: [...value].map(encode) };
    if (value instanceof Date) return { $date: value.getTime() };
    const entries = Object.entries(value).map(([key, inner]) => [key, encode(inner)] as const);
    const plain = Object.fromEntries(entries);
    return entries.some(([key]) => key.startsWith("$")) ? { $object: plain } : plain;
  } catch (error) {
    return opaque(`[an object that cannot be read: ${String(error)}]`);
  }
}

function opaque(text: string): Json {
  return { $opaque: text };
}

/** Rebuilds the value. Objects are plain, with their own keys only. @throws {TypeError} When `json` is no encoded value */
export function decodeValue(json: Json): unknown {
  if (json === null || typeof json !== "object") return json;
  if (Array.isArray(json)) return json.map(decodeValue);
  const entries = Object.entries(json as Record<string, Json>);
  const [key, inner] = entries[0] ?? ["", null];
  return entries.length === 1 && key.startsWith("$") ? decodeTagged(key, inner) : decodeEntries(entries);
}

function decodeTagged(tag: string, inner: Json): unknown {
  const decode = DECODERS[tag];
  if (decode === undefined) throw new TypeError(`Cannot read a value tagged ${tag}`);
  return decode(inner);
}

const DECODERS: Readonly<Record<string, (inner: Json) => unknown>> = {
  $undefined: () => undefined,
  $number: (text) => Number(text),
  $bigint: (text) => BigInt(String(text)),
  $octets: (text) => new Uint8Array(Buffer.from(String(text), "base64")),
  $map: (pairs) => new Map(decodeValue(pairs) as [unknown, unknown][]),
  $set: (members) => new Set(decodeValue(members) as unknown[]),
  $date: (time) => new Date(Number(time)),
  $opaque: (text) => new Opaque(String(text)),
  $object: (plain) => decodeEntries(Object.entries(plain as Record<string, Json>)),
};

function decodeEntries(entries: readonly (readonly [string, Json])[]): object {
  // Object.fromEntries defines "__proto__" as an ordinary key; an assignment would set the prototype.
  return Object.fromEntries(entries.map(([key, inner]) => [key, decodeValue(inner)]));
}
