// Where the body of a response ends, and whether the connection outlives it. Both follow from the heads alone.

import { HTTPException } from "./errors.ts";
import type { FieldSection } from "./fields.ts";
import { isToken, listMembers, trimOws } from "./grammar.ts";

/** Where the body of a message ends. */
export type BodyFraming =
  | { readonly kind: "none" }
  | { readonly kind: "content-length"; readonly octets: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "until-close" };

/** What the framing of a response depends on. */
export interface ResponseMessage {
  /** Method of the request that the response answers, in upper case as it was sent. */
  readonly method: string;
  readonly statusCode: number;
  readonly fields: FieldSection;
}

/**
 * Says where the body of a response ends: the rules of RFC 9112 §6.3, in their order.
 *
 * @throws {HTTPException} When the fields contradict each other or cannot be read. Guessing here is how one
 *   message becomes two (request smuggling).
 *
 * @example
 * messageBodyLength({ method: "GET", statusCode: 200, fields: new FieldSection([["Content-Length", "5"]]) }) // { kind: "content-length", octets: 5 }
 */
export function messageBodyLength({ method, statusCode, fields }: ResponseMessage): BodyFraming {
  // Rule 1: these end with their head, whatever their fields say.
  if (method === "HEAD" || statusCode < 200 || statusCode === 204 || statusCode === 304) {
    return { kind: "none" };
  }
  // Rule 2: a successful CONNECT turns the connection into a tunnel.
  if (method === "CONNECT" && statusCode < 300) return { kind: "none" };

  // Rules 3 and 4. RFC 9112 §6.3 lets Transfer-Encoding win over Content-Length; a client that refuses both together
  // cannot be talked into a different body than the next parser sees.
  if (fields.has("Transfer-Encoding")) {
    if (fields.has("Content-Length")) {
      throw new HTTPException(
        "Cannot tell where the body ends: the response has both Transfer-Encoding and Content-Length (RFC 9112 §6.3)",
      );
    }
    return transferCoding(fields.getAll("Transfer-Encoding").join(","));
  }
  // Rules 5 and 6.
  if (fields.has("Content-Length")) {
    return { kind: "content-length", octets: contentLength(fields.getAll("Content-Length")) };
  }
  // Rule 8: no length at all.
  return { kind: "until-close" };
}

function transferCoding(value: string): BodyFraming {
  const codings = value.split(",").map((coding) => trimOws(coding).toLowerCase());
  const chunked = codings.filter((coding) => coding === "chunked").length;
  const isWellFormed = codings.every(isToken) && chunked <= 1;
  if (!isWellFormed) {
    throw new HTTPException(
      `Cannot decode the Transfer-Encoding ${JSON.stringify(value)}: expected names of codings, chunked at most once (RFC 9112 §6.1)`,
    );
  }
  // Rule 4: where chunked is not the last coding, only the end of the connection ends the body.
  return codings.at(-1) === "chunked" ? { kind: "chunked" } : { kind: "until-close" };
}

// Content-Length = 1*DIGIT   RFC 9110 §8.6. Number() would also take "", "0x5", "5e0" and "+5".
// The same value repeated may pass (RFC 9112 §6.3, rule 5); two different ones never do.
const CONTENT_LENGTH = /^(\d+)(?:[\t ]*,[\t ]*\1)*$/;

function contentLength(values: readonly string[]): number {
  const text = values.join(", ");
  const octets = Number(CONTENT_LENGTH.exec(text)?.[1]);
  if (!Number.isSafeInteger(octets)) {
    throw new HTTPException(
      `Cannot read the Content-Length ${JSON.stringify(text)}: expected one decimal number (RFC 9110 §8.6)`,
    );
  }
  return octets;
}

/** What it depends on whether a connection can serve another request. */
export interface Exchange {
  /** Version of the response: `[1, 1]`. */
  readonly version: readonly [major: number, minor: number];
  readonly requestFields: FieldSection;
  readonly responseFields: FieldSection;
  readonly framing: BodyFraming;
}

/**
 * Says whether the connection stays usable after the exchange (RFC 9112 §9.3).
 *
 * @example
 * isPersistent({ version: [1, 0], requestFields: new FieldSection(), responseFields: new FieldSection(), framing: { kind: "none" } }) // false
 */
export function isPersistent({ version, requestFields, responseFields, framing }: Exchange): boolean {
  if (framing.kind === "until-close") return false;
  const options = listMembers(responseFields.getAll("Connection"));
  const requestOptions = listMembers(requestFields.getAll("Connection"));
  if (options.includes("close") || requestOptions.includes("close")) return false;
  // A body in chunks from an HTTP/1.0 server is faulty framing: close after it.   RFC 9112 §6.1
  const [major, minor] = version;
  if (major === 1 && minor >= 1) return true;
  return options.includes("keep-alive") && framing.kind !== "chunked";
}
