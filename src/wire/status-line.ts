import { BadStatusLine } from "./errors.ts";

/** The parts of a status-line. */
export interface StatusLine {
  /** Major and minor: `[1, 1]`. */
  readonly version: readonly [major: number, minor: number];
  /** 100 to 999. */
  readonly statusCode: number;
  /** `""` when absent. */
  readonly reasonPhrase: string;
}

// status-line = HTTP-version SP status-code SP [ reason-phrase ]   RFC 9112 §4
// The last SP is optional here: deployed servers drop it, and http.client accepts that too.
const STATUS_LINE = /^HTTP\/(\d)\.(\d) ([1-9]\d{2})(?: ([\t \x21-\x7e\x80-\xff]*))?$/;

/**
 * Parses a status-line (RFC 9112 §4).
 *
 * @param line Text between the start of the message and its CRLF, decoded as ISO-8859-1
 * @returns Version as `[major, minor]`, status code 100–999, reason-phrase (`""` when absent)
 * @throws {BadStatusLine} When `line` does not match the grammar; `error.line` is `line` unchanged
 *
 * @example The reason-phrase may be empty
 * parseStatusLine("HTTP/1.1 204 ") // { version: [1, 1], statusCode: 204, reasonPhrase: "" }
 */
export function parseStatusLine(line: string): StatusLine {
  const match = STATUS_LINE.exec(line);
  if (match === null) throw new BadStatusLine(line);
  const [, major, minor, statusCode, reasonPhrase = ""] = match;
  return { version: [Number(major), Number(minor)], statusCode: Number(statusCode), reasonPhrase };
}
