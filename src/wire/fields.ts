import { HTTPException } from "./errors.ts";
import { isFieldValue, isOws, isToken, refusedPart, trimOws } from "./grammar.ts";

/** One field line: its name as it was written, and its value without the whitespace around it. */
export type FieldLine = readonly [name: string, value: string];

/**
 * The field lines of a message in the order and the letter case of the wire (RFC 9110 §5).
 * Names are compared without regard to case; lines of the same name stay apart.
 *
 * @example
 * new FieldSection([["Accept", "a"], ["ACCEPT", "b"]]).get("accept") // "a, b"
 */
export class FieldSection implements Iterable<FieldLine> {
  #lines: FieldLine[];

  constructor(lines: Iterable<FieldLine> = []) {
    this.#lines = [...lines];
  }

  /**
   * The values of `name` combined with `", "`, or undefined when no line has it.
   * Of `Set-Cookie` it is the first value, because those lines must not be combined (RFC 9110 §5.3).
   */
  get(name: string): string | undefined {
    const values = this.getAll(name);
    if (isSameName(name, "Set-Cookie")) return values[0];
    return values.length === 0 ? undefined : values.join(", ");
  }

  /** The value of each line of `name`, in order; `[]` when there is none. */
  getAll(name: string): string[] {
    const values: string[] = [];
    for (const line of this.#lines) if (isSameName(line[0], name)) values.push(line[1]);
    return values;
  }

  has(name: string): boolean {
    return this.getAll(name).length > 0;
  }

  /** Adds a line at the end. */
  append(name: string, value: string): void {
    this.#lines.push([name, value]);
  }

  /** Replaces all lines of `name` by one, at the place of the first; adds it at the end when there was none. */
  set(name: string, value: string): void {
    const first = this.#lines.findIndex(([each]) => isSameName(each, name));
    this.#lines = this.#lines.filter(([each], index) => index <= first || !isSameName(each, name));
    this.#lines.splice(first < 0 ? this.#lines.length : first, 1, [name, value]);
  }

  [Symbol.iterator](): Iterator<FieldLine> {
    return this.#lines[Symbol.iterator]();
  }
}

function isSameName(one: string, other: string): boolean {
  return one.length === other.length && one.toLowerCase() === other.toLowerCase();
}

/** How much of a field section is read before it is refused. */
export interface FieldLimits {
  /** Lines, continuation lines included. */
  readonly lines: number;
}

/**
 * Parses one field line (RFC 9112 §5).
 *
 * @param line Text before the CRLF, decoded as ISO-8859-1
 * @throws {HTTPException} When there is no colon, the name is not a token (a space before the colon makes it none),
 *   or the value holds CR, LF or NUL
 *
 * @example
 * parseFieldLine("Content-Type:  text/html ") // ["Content-Type", "text/html"]
 */
export function parseFieldLine(line: string): FieldLine {
  const colon = line.indexOf(":");
  const name = line.slice(0, colon);
  const value = trimOws(line.slice(colon + 1));
  // A blank before the colon hides a field from one parser and shows it to the next.   RFC 9112 §5.1
  if (colon < 0 || !isToken(name) || !isFieldValue(value)) {
    throw new HTTPException(
      `Cannot read the field line ${JSON.stringify(line)}: expected a name, a colon and a value (RFC 9112 §5)`,
    );
  }
  return [name, value];
}

/**
 * Parses a field section: all field lines up to the empty line, without it.
 *
 * @param parseLine What reads one line; `parseFieldLine` unless a codec has another
 * @throws {HTTPException} When a line is malformed or there are more than `limits.lines`
 *
 * @example
 * [...parseFieldSection(["A: b", " c"], { lines: 100 })] // [["A", "b c"]]
 */
export function parseFieldSection(
  lines: readonly string[],
  limits: FieldLimits,
  parseLine: (line: string) => FieldLine = parseFieldLine,
): FieldSection {
  if (lines.length > limits.lines) throw new HTTPException(`got more than ${limits.lines} headers`);
  return new FieldSection(unfold(lines).map((line) => parseLine(line)));
}

/**
 * Writes field lines, each with its CRLF. A sender never folds (RFC 9112 §5.2).
 *
 * @returns Text in which each character stands for one octet
 * @throws {TypeError} When a name is not a token, or a value holds CR, LF, NUL or a character beyond U+00FF. What got
 *   through would be lines of somebody else's (RFC 9110 §5.5).
 *
 * @example
 * serializeFieldSection([["A", "b"], ["a", ""]]) // "A: b\r\na: \r\n"
 */
export function serializeFieldSection(fields: Iterable<FieldLine>): string {
  let text = "";
  for (const [name, value] of fields) {
    if (!isToken(name)) throw refusedPart("field name", name);
    if (!isFieldValue(value)) throw refusedPart("field value", value);
    text += `${name}: ${value}\r\n`;
  }
  return text;
}

// obs-fold: a line that begins with SP or HTAB continues the one before it. A user agent replaces the fold
// with SP before it looks at the value.   RFC 9112 §5.2
function unfold(lines: readonly string[]): string[] {
  const unfolded: string[] = [];
  for (const line of lines) {
    const isFolded = isOws(line.charCodeAt(0)) && unfolded.length > 0;
    unfolded.push(isFolded ? `${trimOws(unfolded.pop()!)} ${trimOws(line)}` : line);
  }
  return unfolded;
}
