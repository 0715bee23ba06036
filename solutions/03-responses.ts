// Lesson 3, responses: one right answer. Yours may look different and be as right.
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
  // status-line   = HTTP-version SP status-code SP [ reason-phrase ]      RFC 9112 §4
  // reason-phrase = 1*( HTAB / SP / VCHAR / obs-text )
  // The last SP is optional here: servers that leave out the reason-phrase often drop it too.
  return /^HTTP\/(\d)\.(\d) ([1-9]\d\d)(?: ([\t \x21-\x7e\x80-\xff]*))?$/.exec(line);
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
  // Only the first digit counts, so a code that was registered after this was written has its class too.
  if (statusCode < 200) return "informational";
  if (statusCode < 300) return "successful";
  if (statusCode < 400) return "redirection";
  if (statusCode < 500) return "client-error";
  return "server-error";
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
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    // Upper and lower case make no difference in a name (RFC 9110 §5.1).
    const wanted = name.toLowerCase();
    return response
      .getHeaders()
      .filter(([each]) => each.toLowerCase() === wanted)
      .map(([, value]) => value);
  } finally {
    connection.close();
  }
}

// `application/json`, or any subtype with the suffix `+json` (RFC 6839 §3.1); parameters may follow.
// Type and subtype have no letter case (RFC 9110 §8.3.1).
const JSON_MEDIA_TYPE = /^(?:application\/json|[^\s;/]+\/[^\s;/]+\+json)[\t ]*(?:;|$)/i;

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
    await connection.request("GET", path);
    const response = await connection.getResponse();
    // The status code comes first: it says what the body is about. This is also where a 3xx ends up, because the
    // client follows nothing by itself.
    if (statusClass(response.status) !== "successful") throw new NotSuccessful(response.status);
    const body = await response.read();
    if (body.length === 0) return undefined;
    const contentType = response.getHeader("Content-Type");
    if (contentType === undefined || !JSON_MEDIA_TYPE.test(contentType)) throw new NotJson(contentType);
    // All octets first, then text: a piece may end in the middle of a character. JSON is UTF-8 (RFC 8259 §8.1).
    return JSON.parse(new TextDecoder().decode(body));
  } finally {
    connection.close();
  }
}

// A parameter's name has no letter case; its value may stand in quotes (RFC 9110 §5.6.6).
const CHARSET = /;[\t ]*charset=(?:"([^"]*)"|([^\s;"]+))/i;

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
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const body = await response.read();
    const [, quoted, bare] = CHARSET.exec(response.getHeader("Content-Type", "")) ?? [];
    const charset = (quoted ?? bare ?? "utf-8").toLowerCase();
    // Odd but true: to TextDecoder "iso-8859-1" is a name of windows-1252, which differs in 0x80 to 0x9f.
    // A Buffer means it literally: every octet is the character of the same number.
    if (charset === "iso-8859-1") return Buffer.from(body).toString("latin1");
    return new TextDecoder(charset).decode(body);
  } finally {
    connection.close();
  }
}
