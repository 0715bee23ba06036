import { Opaque } from "./bridge/values.ts";

/** What a value has that says itself how it is shown. */
export const SHOWN = Symbol("shown");

interface ShowsItself {
  [SHOWN](): string;
}

const LINE_COLUMNS = 68;
const MAX_TEXT = 2_000;
const MAX_MEMBERS = 100;
/** Of a value as a whole: nested members are many before they are deep. */
const MAX_SHOWN = 20_000;

/**
 * A value as TypeScript would write it, control characters visible: the text in which expected and received are
 * compared by eye. Short values take one line, longer ones a line per member.
 *
 * @example
 * showValue({ line: "a\r\n", body: new Uint8Array([104, 233]) }) // '{ line: "a\\r\\n", body: octets("h\\xe9") }'
 */
export function showValue(value: unknown): string {
  return capped(show(value, ""));
}

function capped(shown: string): string {
  return shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown;
}

/** Two values written alike: where one needs a line for each member, so does the other. Then a caret finds the member. */
export function showAlike(one: unknown, other: unknown): [one: string, other: string] {
  const shown: [string, string] = [showValue(one), showValue(other)];
  if (shown.filter((text) => text.includes("\n")).length !== 1) return shown;
  return [showInLines(one), showInLines(other)];
}

function showInLines(value: unknown): string {
  const hasMembers = value !== null && typeof value === "object" && Object.keys(value).length > 0;
  const isPlain =
    hasMembers &&
    !(value instanceof Uint8Array || value instanceof Opaque || showsItself(value) || isMatcher(value));
  return isPlain ? capped(showMembers(value, "", 0)) : showValue(value);
}

function show(value: unknown, indent: string): string {
  if (typeof value === "string") return showText(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (showsItself(value)) return value[SHOWN]();
  if (typeof value === "function") return value.name || "callback";
  if (value === null || typeof value !== "object") return String(value);
  if (value instanceof Opaque) return value.text;
  if (isMatcher(value)) return `[${value.toAsymmetricMatcher().replace(/^Any<(\w+)>$/, "any $1")}]`;
  if (value instanceof Uint8Array) return showOctets(value);
  if (value instanceof Date) return `new Date(${showText(value.toJSON() ?? "invalid")})`;
  return showMembers(value, indent);
}

// Only what a grader made has it: what comes from a submission is plain data.
function showsItself(value: unknown): value is ShowsItself {
  return typeof (value as Partial<ShowsItself> | null | undefined)?.[SHOWN] === "function";
}

/** One of vitest's matchers, which a grader may expect. */
function isMatcher(value: object): value is { toAsymmetricMatcher(): string } {
  return typeof (value as { toAsymmetricMatcher?: unknown }).toAsymmetricMatcher === "function";
}

/** A call as TypeScript: `statusClass(204)`. */
export function showCall(name: string, args: readonly unknown[]): string {
  return `${name}(${args.map(showValue).join(", ")})`;
}

// RFC 7468 §2
const PEM = /^-----BEGIN [A-Z ]+-----\n[\s\S]*-----END [A-Z ]+-----\n?$/;

function showText(text: string): string {
  // Of a certificate nobody reads more than what it is.
  const most = PEM.test(text) ? text.indexOf("\n") : MAX_TEXT;
  const shown = text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text;
  return JSON.stringify(shown).replace(/[\x7f-\x9f\u2028\u2029]/g, escapeCode);
}

function showOctets(octets: Uint8Array): string {
  const text = Buffer.from(octets.subarray(0, MAX_TEXT)).toString("latin1");
  const rest = octets.length > MAX_TEXT ? `… (${octets.length} octets)` : "";
  return `octets(${JSON.stringify(text + rest).replace(/[\x7f-\xff]/g, escapeCode)})`;
}

function escapeCode(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}

function showMembers(value: object, indent: string, mostColumns = LINE_COLUMNS): string {
  const [open, close] = brackets(value);
  const members = membersOf(value, `${indent}  `);
  if (members.length === 0) return `${open}${close}`;
  const space = open === "{" ? " " : "";
  const oneLine = `${open}${space}${members.join(", ")}${space}${close}`;
  if (oneLine.length + indent.length <= mostColumns && !oneLine.includes("\n")) return oneLine;
  return `${open}\n${members.map((member) => `${indent}  ${member},\n`).join("")}${indent}${close}`;
}

function brackets(value: object): readonly [string, string] {
  if (Array.isArray(value)) return ["[", "]"];
  if (value instanceof Map) return ["Map(", ")"];
  if (value instanceof Set) return ["Set(", ")"];
  return ["{", "}"];
}

function membersOf(value: object, indent: string): string[] {
  const showEach = (each: unknown) => show(each, indent);
  if (Array.isArray(value) || value instanceof Set) return first([...value], showEach);
  if (value instanceof Map)
    return first([...value], ([key, each]) => `${showEach(key)} => ${showEach(each)}`);
  return first(Object.entries(value), ([key, each]) => `${showKey(key)}: ${showEach(each)}`);
}

function first<T>(members: readonly T[], showEach: (member: T) => string): string[] {
  const shown = members.slice(0, MAX_MEMBERS).map(showEach);
  return members.length > MAX_MEMBERS ? [...shown, `… (${members.length} members)`] : shown;
}

function showKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : showText(key);
}
