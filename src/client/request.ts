// What the caller asks for becomes the parts of a request's head, which the codec then writes.

import { decodeLatin1, type FieldLine, isToken, type RequestParts, refusedPart } from "../wire/index.ts";
import { InvalidURL } from "./errors.ts";
import { asciiHost, hostOfTarget } from "./host.ts";

/** A field value: text of ISO-8859-1, a whole number, or octets. */
export type FieldValue = string | number | Uint8Array;

/** Field lines in the order in which they are sent. */
export type RequestHeaders =
  | Readonly<Record<string, FieldValue>>
  | Iterable<readonly [name: string | Uint8Array, value: FieldValue]>;

/** The lines of `headers` as text in which each character stands for one octet. */
export function fieldLines(headers: RequestHeaders): FieldLine[] {
  const entries = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return entries.map(([name, value]) => fieldLine(name, [value]));
}

/**
 * One line.
 *
 * @param values One value; none gives an empty one. http.client folds several onto several lines, which a sender must
 *   not (RFC 9112 §5.2).
 * @throws {TypeError} When a name or value is neither text, a whole number nor octets, or there are several values
 */
export function fieldLine(name: string | Uint8Array, values: readonly FieldValue[]): FieldLine {
  if (values.length > 1) {
    throw new TypeError(
      `Cannot send ${values.length} values in one field line: join them, or send a line for each`,
    );
  }
  return [fieldText(name), values.length === 0 ? "" : fieldText(values[0])];
}

function fieldText(part: unknown): string {
  if (typeof part === "string") return part;
  if (Number.isInteger(part)) return String(part);
  if (part instanceof Uint8Array) return decodeLatin1(part);
  throw new TypeError(`Cannot send ${String(part)} in a field line: expected text, a whole number or octets`);
}

export interface PutRequestOptions {
  /** Adds no `Host`: the caller sends one, or wants none. */
  readonly skipHost?: boolean;
  /** Adds no `Accept-Encoding: identity`. */
  readonly skipAcceptEncoding?: boolean;
}

/** A request that was begun and not sent yet. */
export interface BegunRequest extends RequestParts {
  readonly fields: FieldLine[];
}

// What http.client refuses in a request-target, and everything outside ASCII.
const NOT_IN_TARGET = /[^\x21-\x7e]/;

/**
 * Begins a request, with the fields that nobody has to ask for.
 *
 * @param own What Host says unless the request-target names a host; `port` only where it is not the scheme's own
 * @throws {TypeError} When the method is not a token
 * @throws {InvalidURL} When `target` holds a space, a control character or a letter outside ASCII
 */
export function beginRequest(
  method: string,
  target: string,
  { skipHost, skipAcceptEncoding }: PutRequestOptions,
  own: { readonly host: string; readonly port: number | undefined },
  version: 10 | 11 = 11,
): BegunRequest {
  if (!isToken(method)) throw refusedPart("method", method);
  if (NOT_IN_TARGET.test(target)) {
    throw new InvalidURL(
      `Cannot request ${JSON.stringify(target)}: percent-encode spaces, controls and letters outside ASCII`,
    );
  }
  const isHttp10 = version === 10; // which has neither field
  const said = skipHost || isHttp10 ? undefined : (hostOfTarget(target) ?? own);
  const host = said && asciiHost(said.host);
  const fields: FieldLine[] = skipAcceptEncoding || isHttp10 ? [] : [["Accept-Encoding", "identity"]];
  return { method, target: target || "/", host, port: said?.port, fields, version };
}
