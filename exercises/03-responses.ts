// Lesson 3, responses. The tasks stand in lessons/03-responses.md; each function says what it promises.
import { BadStatusLine, HTTPConnection } from "#client";

/** The parts of a status-line. */
export interface StatusLine {
  /** Major and minor: `[1, 1]`. */
  readonly version: readonly [major: number, minor: number];
  /** 100 to 999. */
  readonly statusCode: number;
  /** `""` when absent. */
  readonly reasonPhrase: string;
}

/** The five classes of status codes (RFC 9110 §15). */
export type StatusClass = "informational" | "successful" | "redirection" | "client-error" | "server-error";

/** The server answered with a status code that is not 2xx. Complete as it is. */
export class NotSuccessful extends Error {
  override readonly name = "NotSuccessful";
  readonly statusCode: number;

  constructor(statusCode: number) {
    super(`Expected a status code of 200 to 299 and got ${statusCode}`);
    this.statusCode = statusCode;
  }
}

/** The content is not JSON, by its Content-Type. Complete as it is. */
export class NotJson extends Error {
  override readonly name = "NotJson";
  /** The value of the field Content-Type as it came; undefined when there was none. */
  readonly contentType: string | undefined;

  constructor(contentType: string | undefined) {
    super(`Expected JSON and got ${contentType ?? "content without Content-Type"}`);
    this.contentType = contentType;
  }
}

/**
 * Task 1. Parses a status-line (RFC 9112 §4).
 *
 * @param line Text before the CRLF, decoded as ISO-8859-1
 * @returns Version as `[major, minor]`, status code 100 to 999, reason-phrase (`""` when absent)
 * @throws {BadStatusLine} When `line` does not match the grammar; `error.line` is `line` unchanged
 *
 * @example
 * parseStatusLine("HTTP/1.1 404 Not Found")
 * // { version: [1, 1], statusCode: 404, reasonPhrase: "Not Found" }
 */
export function parseStatusLine(line: string): StatusLine {
  const match = matchStatusLine(line);
  if (match === null) throw new BadStatusLine(line);
  const [, major, minor, statusCode, reasonPhrase = ""] = match;
  return { version: [Number(major), Number(minor)], statusCode: Number(statusCode), reasonPhrase };
}

/** The blank of task 1: four groups, for major, minor, status code and reason-phrase. */
function matchStatusLine(line: string): RegExpExecArray | null {
  // TODO: Task 1. Return `/^your pattern$/.exec(line)`.
  throw new Error(`Task 1 is not written yet: parseStatusLine(${JSON.stringify(line)})`);
}

/**
 * Task 2. Returns the class of a status code.
 *
 * @param statusCode 100 to 999; from 600 on it counts as a server error (RFC 9110 §15)
 *
 * @example
 * statusClass(404) // "client-error"
 */
export function statusClass(statusCode: number): StatusClass {
  // TODO: Task 2
  throw new Error(`Task 2 is not written yet: statusClass(${statusCode})`);
}

/**
 * Task 3. Sends GET `path` and returns the values of every field line called `name`: in the order of the wire, one
 * string for each line, `[]` when there is none. The letter case of `name` does not matter, nor does the status code.
 * The connection is closed whatever happens; errors of the client go on to the caller.
 *
 * @example
 * await fieldValues("127.0.0.1", 8080, "/fault/repeated-fields", "x-lamp")
 * // ["red", "green"]
 */
export async function fieldValues(host: string, port: number, path: string, name: string): Promise<string[]> {
  // TODO: Task 3. The frame stands in the lesson: new HTTPConnection(host, port), try, finally, close.
  throw new Error(
    `Task 3 is not written yet: fieldValues(${JSON.stringify(host)}, ${port}, ${JSON.stringify(path)}, ${JSON.stringify(name)})`,
  );
}

/**
 * Task 4. Sends GET `path` and returns the JSON of the response, parsed. No content gives `undefined`. The
 * connection is closed whatever happens; errors of the client go on to the caller.
 *
 * @throws {NotSuccessful} When the status code is not 200 to 299, whatever the content is
 * @throws {NotJson} When there is content and Content-Type does not call it JSON: `application/json` or `…+json`
 * @throws {SyntaxError} When the content is called JSON and is none, from `JSON.parse`
 */
export async function getJson(host: string, port: number, path: string): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    // TODO: Task 4
    throw new Error(
      `Task 4 is not written yet: getJson(${JSON.stringify(host)}, ${port}, ${JSON.stringify(path)})`,
    );
  } finally {
    connection.close();
  }
}

/**
 * Task 5, stretch. Sends GET `path` and returns the content as text, decoded by the `charset` of Content-Type: UTF-8 or
 * ISO-8859-1, in any letter case, with quotes or without; UTF-8 when none is named. The status code does not matter.
 * The connection is closed whatever happens; errors of the client go on to the caller.
 *
 * @throws {RangeError} When the charset is one that nobody knows, from `new TextDecoder`
 */
export async function getText(host: string, port: number, path: string): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    // TODO: Task 5
    throw new Error(
      `Task 5 is not written yet: getText(${JSON.stringify(host)}, ${port}, ${JSON.stringify(path)})`,
    );
  } finally {
    connection.close();
  }
}
