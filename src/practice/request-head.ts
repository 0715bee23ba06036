import { Refusal } from "./refusal.ts";

/** A field line's name and value, as text of ISO-8859-1 octets, in the sender's letter case. */
export type Field = readonly [name: string, value: string];

export interface RequestLine {
  /** In the sender's letter case. */
  readonly method: string;
  /** The request-target, unchanged. */
  readonly target: string;
  /** `"HTTP/1.1"`. */
  readonly version: string;
}

// request-line = method SP request-target SP HTTP-version   RFC 9112 §3
const REQUEST_LINE = /^([^ ]+) ([^ ]+) (HTTP\/\d\.\d)$/;
// token   RFC 9110 §5.6.2
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// A URI holds no others (RFC 3986). "#" is none of a request-target's either, but httpbin drops a fragment.
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/**
 * Parses a request-line (RFC 9112 §3).
 *
 * @param line Without its CRLF, decoded as ISO-8859-1
 * @throws {Refusal} 400 for what is no request-line, 505 for another major version
 *
 * @example
 * parseRequestLine("GET /get?a=1 HTTP/1.1") // { method: "GET", target: "/get?a=1", version: "HTTP/1.1" }
 */
export function parseRequestLine(line: string): RequestLine {
  const [, method, target, version] = REQUEST_LINE.exec(line) ?? [];
  if (method === undefined || target === undefined || version === undefined) {
    throw new Refusal(
      400,
      `Cannot read the request-line "${line}": expected a method, a request-target and "HTTP/1.1", ` +
        "with one space between them (RFC 9112 §3). Usual cause: a space in the target that is not written %20.",
    );
  }
  if (!isToken(method)) {
    throw new Refusal(400, `Cannot read the method "${method}": expected a token (RFC 9110 §9.1).`);
  }
  if (!VISIBLE_ASCII.test(target)) {
    throw new Refusal(
      400,
      `Cannot read the request-target "${target}": percent-encode what is not ASCII (RFC 3986 §2.1).`,
    );
  }
  if (!version.startsWith("HTTP/1.")) {
    throw new Refusal(505, `This service speaks HTTP/1.1 and HTTP/1.0, not ${version}.`);
  }
  return { method, target, version };
}

/**
 * Parses a field line (RFC 9112 §5).
 *
 * @param line Without its CRLF, decoded as ISO-8859-1
 * @returns Name as sent; value without the whitespace around it
 * @throws {Refusal} 400 when no colon follows the name at once, or when the line continues the one before
 */
export function parseFieldLine(line: string): Field {
  if (/^[ \t]/.test(line)) {
    // obs-fold: a server MUST refuse it or put spaces in its place (RFC 9112 §5.2).
    throw new Refusal(
      400,
      `The field line "${line}" begins with whitespace: line folding is obsolete (RFC 9112 §5.2).`,
    );
  }
  const colon = line.indexOf(":");
  const name = line.slice(0, Math.max(colon, 0));
  if (!isToken(name)) {
    throw new Refusal(
      400,
      `Cannot read the field line "${line}": expected a field name and a colon with no space between them (RFC 9112 §5.1).`,
    );
  }
  return [name, line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, "")];
}

/** Whether `text` may be a method or a field name (RFC 9110 §5.6.2). */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Values of every field line with that name, in any letter case, in wire order. */
export function fieldValues(fields: readonly Field[], name: string): string[] {
  const wanted = name.toLowerCase();
  return fields.filter(([other]) => other.toLowerCase() === wanted).map(([, value]) => value);
}

/** Members of a field whose value is a list, lower-cased: `Connection: Close, X` -> `["close", "x"]`. */
export function fieldTokens(fields: readonly Field[], name: string): string[] {
  const members = fieldValues(fields, name).join(",").toLowerCase().split(",");
  return members.map((member) => member.trim()).filter((member) => member !== "");
}
