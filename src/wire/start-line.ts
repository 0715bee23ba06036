// The first line of a message: of a response the status-line, which is read; of a request the request-line, which is
// written together with the fields after it.

import { BadStatusLine } from "./errors.ts";
import { type FieldLine, FieldSection, serializeFieldSection } from "./fields.ts";
import { encodeLatin1, isToken, listMembers, refusedPart } from "./grammar.ts";

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

/** What a request's head is made of. */
export interface RequestParts {
  readonly method: string;
  /** The request-target as it goes onto the wire, percent-encoded: `/get?name=caf%C3%A9`. */
  readonly target: string;
  /** Host name or address, an IPv6 address without brackets. Undefined when no Host is to be made. */
  readonly host?: string | undefined;
  /** Undefined when the port is the default of the scheme, and so not part of Host. */
  readonly port?: number | undefined;
  /** Field lines after Host. A `Host` among them is sent instead of the one made from `host` and `port`. */
  readonly fields: readonly FieldLine[];
  /** 10 for HTTP/1.0; 11 when it is left out. */
  readonly version?: 10 | 11 | undefined;
}

// Visible ASCII: no space and no control character.   RFC 9112 §3.2
const REQUEST_TARGET = /^[\x21-\x7e]+$/;

/**
 * Writes the head of a request: request-line, `Host` first, field lines, empty line (RFC 9112 §3).
 *
 * @param serialize What writes the field lines; `serializeFieldSection` unless a codec has another
 * @throws {TypeError} When a part holds a character that would change the message's structure, such as CR or LF, or
 *   when the fields contradict each other about where the request ends or goes
 *
 * @example
 * decodeLatin1(requestHead({ method: "GET", target: "/", host: "::1", port: 81, fields: [["A", "b"]] })) // "GET / HTTP/1.1\r\nHost: [::1]:81\r\nA: b\r\n\r\n"
 */
export function requestHead(
  { method, target, host, port, fields, version }: RequestParts,
  serialize: (fields: readonly FieldLine[]) => string = serializeFieldSection,
): Uint8Array {
  if (!isToken(method)) throw refusedPart("method", method);
  if (!REQUEST_TARGET.test(target)) throw refusedPart("request-target", target);
  const section = new FieldSection(fields);
  refuseUnclearHost(section.getAll("Host"));
  refuseUnclearLength(section, version);
  const isHostMissing = host !== undefined && !section.has("Host");
  const lines = isHostMissing ? [["Host", hostField(host, port)] as const, ...fields] : fields;
  const minor = version === 10 ? 0 : 1;
  return encodeLatin1(`${method} ${target} HTTP/1.${minor}\r\n${serialize(lines)}\r\n`);
}

/**
 * The value of Host: an IPv6 address gets its brackets, and loses its zone, which means something on this machine
 * only. A default port is left out (RFC 9110 §7.2).
 *
 * @example
 * hostField("fe80::1%eth0", 8080) // "[fe80::1]:8080"
 */
export function hostField(host: string, port?: number): string {
  const name = host.includes(":") ? `[${host.replace(/%.*/, "")}]` : host;
  return port === undefined ? name : `${name}:${port}`;
}

// Exactly one Host, without userinfo. Two of them lead two servers to two sites.   RFC 9112 §3.2, RFC 9110 §4.2.4
function refuseUnclearHost(values: readonly string[]): void {
  const isClear = values.length === 0 || (values.length === 1 && /^[^@\s]+$/.test(values[0]!));
  if (isClear) return;
  throw new TypeError(
    `Cannot send the Host ${JSON.stringify(values.join(", "))}: expected one host (RFC 9112 §3.2)`,
  );
}

// What two servers would read as two different requests.
function refuseUnclearLength(fields: FieldSection, version: 10 | 11 | undefined): void {
  const lengths = fields.getAll("Content-Length").length;
  const encodings = fields.getAll("Transfer-Encoding");
  if (lengths > 1) throw unclear("Content-Length twice (RFC 9110 §8.6)");
  if (encodings.length === 0) return;
  if (lengths > 0) throw unclear("both Transfer-Encoding and Content-Length (RFC 9112 §6.2)");
  // A server that speaks HTTP/1.0 does not know the chunks for what they are.   RFC 9112 §6.1
  if (version === 10) throw unclear("Transfer-Encoding, which HTTP/1.0 does not have (RFC 9112 §6.1)");
  // In a request, nothing but the last-chunk can end what is encoded.   RFC 9112 §6.1
  const codings = listMembers(encodings);
  if (codings.indexOf("chunked") === codings.length - 1 && codings.length > 0) return;
  throw unclear(`Transfer-Encoding: ${encodings.join(", ")}, in which chunked is not last (RFC 9112 §6.1)`);
}

function unclear(what: string): TypeError {
  return new TypeError(`Cannot tell the server where the request ends: it has ${what}`);
}
