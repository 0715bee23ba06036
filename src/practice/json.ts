/*
 * JSON as httpbin writes it: two spaces a level, keys sorted, nothing but ASCII, LF at the end; and as
 * it reads it: whole numbers keep their digits, so that 12345678901234567890 comes back unchanged, and others
 * are written as Python does, 1.0 and 1e-07. JavaScript's own JSON offers neither.
 */

/** A number as its JSON text. */
class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Json =
  | null
  | boolean
  | number
  | string
  | NumberText
  | readonly Json[]
  | ReadonlyMap<string, Json>
  | { readonly [key: string]: Json };

// Deeper values would overflow the stack here before they could be echoed.
const MOST_LEVELS = 500;

/**
 * Writes a document, with its final LF.
 *
 * @example
 * renderJson({ b: "é", a: [] }) // '{\n  "a": [],\n  "b": "\\u00e9"\n}\n'
 */
export function renderJson(value: Json): string {
  return `${render(value, "")}\n`;
}

/**
 * Writes a value in one line, keys in their own order.
 *
 * @example
 * renderJsonLine({ b: "é", a: [1, 2] }) // '{"b": "\\u00e9", "a": [1, 2]}'
 */
export function renderJsonLine(value: Json): string {
  if (value instanceof NumberText || typeof value !== "object" || value === null) return render(value, "");
  if (isList(value)) return `[${value.map(renderJsonLine).join(", ")}]`;
  const members = entriesOf(value).map(([key, member]) => `${renderString(key)}: ${renderJsonLine(member)}`);
  return `{${members.join(", ")}}`;
}

function render(value: Json, indent: string): string {
  if (value instanceof NumberText) return value.text;
  if (typeof value === "string") return renderString(value);
  if (typeof value !== "object" || value === null) return String(value);
  const inner = `${indent}  `;
  if (isList(value)) {
    return bracket(
      "[",
      value.map((item) => `${inner}${render(item, inner)}`),
      `${indent}]`,
    );
  }
  const entries = entriesOf(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const members = entries.map(([key, member]) => `${inner}${renderString(key)}: ${render(member, inner)}`);
  return bracket("{", members, `${indent}}`);
}

function entriesOf(value: object): [string, Json][] {
  return value instanceof Map ? [...value] : Object.entries(value as Record<string, Json>);
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function bracket(open: string, lines: readonly string[], close: string): string {
  return lines.length === 0 ? open + close.trimStart() : `${open}\n${lines.join(",\n")}\n${close}`;
}

function renderString(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Reads a document; of members with the same name, the last one counts.
 *
 * @returns `undefined` when `text` is not JSON, or nested more than 500 levels deep
 */
export function parseJson(text: string): Json | undefined {
  try {
    JSON.parse(text); // Everything below may rely on well-formed text.
    return readValue(tokens(text), MOST_LEVELS);
  } catch {
    return undefined;
  }
}

type Tokens = Iterator<string, string>;

function* tokens(text: string): Generator<string, string> {
  for (const [token] of text.matchAll(/"(?:[^"\\]+|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)) yield token;
  return "";
}

function readValue(input: Tokens, levels: number, token = input.next().value): Json {
  if (levels === 0) throw new RangeError(`The JSON is nested more than ${MOST_LEVELS} levels deep`);
  switch (token[0]) {
    case "{":
      return readObject(input, levels - 1);
    case "[":
      return readArray(input, levels - 1);
    case '"':
    case "t":
    case "f":
    case "n":
      return JSON.parse(token) as string | boolean | null;
    default:
      return new NumberText(pythonNumber(token));
  }
}

// Python tells 1 from 1.0, and changes to an exponent at other sizes than JavaScript.
function pythonNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text === "-0" ? "0" : text;
  const value = Number(text);
  // JSON has no infinity (RFC 8259 §6): the number stays as it came.
  if (!Number.isFinite(value)) return text;
  const [digits = "", exponentText = ""] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  const sign = Object.is(value, -0) ? "-" : "";
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const plain = exponent < 0 ? value.toFixed(digits.replace(/\D/g, "").length - 1 - exponent) : String(value);
  return sign + (plain.includes(".") ? plain : `${plain}.0`);
}

function readObject(input: Tokens, levels: number): Json {
  const members = new Map<string, Json>();
  for (let token = input.next().value; token !== "}"; token = input.next().value) {
    if (token === ",") continue;
    input.next(); // the colon
    members.set(JSON.parse(token) as string, readValue(input, levels));
  }
  return members;
}

function readArray(input: Tokens, levels: number): Json {
  const items: Json[] = [];
  for (let token = input.next().value; token !== "]"; token = input.next().value) {
    if (token !== ",") items.push(readValue(input, levels, token));
  }
  return items;
}
