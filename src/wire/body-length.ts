import { HTTPException } from "./errors.ts";
import type { FieldSection } from "./fields.ts";
import { isToken, trimOws } from "./grammar.ts";

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
  const chunkedAt = codings.indexOf("chunked");
  const isWellFormed = codings.every(isToken) && (chunkedAt < 0 || chunkedAt === codings.length - 1);
  if (!isWellFormed) {
    throw new HTTPException(
      `Cannot decode the Transfer-Encoding ${JSON.stringify(value)}: expected names of codings, chunked last and once (RFC 9112 §6.1)`,
    );
  }
  return chunkedAt < 0 ? { kind: "until-close" } : { kind: "chunked" };
}

// Content-Length = 1*DIGIT   RFC 9110 §8.6. Number() would also take "", "0x5", "5e0" and "+5".
const CONTENT_LENGTH = /^\d+$/;

function contentLength(values: readonly string[]): number {
  const members = values.join(",").split(",").map(trimOws);
  const [text = ""] = members;
  const octets = Number(text);
  // The same value repeated may pass (RFC 9112 §6.3, rule 5); two different ones never do.
  if (
    members.some((member) => member !== text) ||
    !CONTENT_LENGTH.test(text) ||
    !Number.isSafeInteger(octets)
  ) {
    throw new HTTPException(
      `Cannot read the Content-Length ${JSON.stringify(values.join(", "))}: expected one decimal number (RFC 9110 §8.6)`,
    );
  }
  return octets;
}
