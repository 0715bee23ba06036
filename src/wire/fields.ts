import { HTTPException } from "./errors.ts";
import { isFieldValue, isToken, trimOws } from "./grammar.ts";

/** One field line: its name as it was written, and its value without the whitespace around it. */
export type FieldLine = readonly [name: string, value: string];

/**
 * The field lines of a message in the order and the letter case of the wire (RFC 9110 §5).
 * Names are compared without regard to case; lines of the same name stay apart.
 */
export class FieldSection implements Iterable<FieldLine> {
  readonly #lines: FieldLine[];

  constructor(lines: Iterable<FieldLine> = []) {
    this.#lines = [...lines];
  }

  /**
   * The values of `name` combined with `", "`, or undefined when no line has it.
   * Of `Set-Cookie` it is the first value, because those lines must not be combined (RFC 9110 §5.3).
   */
  get(name: string): string | undefined {
    const values = this.getAll(name);
    if (name.toLowerCase() === "set-cookie") return values[0];
    return values.length === 0 ? undefined : values.join(", ");
  }

  /** The value of each line of `name`, in order; `[]` when there is none. */
  getAll(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.#lines.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.getAll(name).length > 0;
  }

  /** Adds a line at the end. */
  append(name: string, value: string): void {
    this.#lines.push([name, value]);
  }

  [Symbol.iterator](): Iterator<FieldLine> {
    return this.#lines[Symbol.iterator]();
  }
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
 * @throws {HTTPException} When a line is malformed or there are more than `limits.lines`
 */
export function parseFieldSection(lines: readonly string[], limits: FieldLimits): FieldSection {
  if (lines.length > limits.lines) throw new HTTPException(`got more than ${limits.lines} headers`);
  return new FieldSection(unfold(lines).map(parseFieldLine));
}

// obs-fold: a line that begins with SP or HTAB continues the one before it. A user agent replaces the fold
// with SP before it looks at the value.   RFC 9112 §5.2
function unfold(lines: readonly string[]): string[] {
  const unfolded: string[] = [];
  for (const line of lines) {
    const previous = unfolded.length - 1;
    if (/^[\t ]/.test(line) && previous >= 0) {
      unfolded[previous] = `${trimOws(unfolded[previous]!)} ${trimOws(line)}`;
    } else {
      unfolded.push(line);
    }
  }
  return unfolded;
}
