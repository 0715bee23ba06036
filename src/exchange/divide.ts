// Octets of one side, divided into the parts that the grammar names (RFC 9112 §2.1). Nothing is refused here: what has
// no name is called so, and shown all the same. Where a body ends is not decided here, but by the client.

import { type BodyFraming, isOws, LF, parseStatusLine, type StatusLine } from "../wire/index.ts";
import { divideChunked } from "./divide-chunked.ts";
import { fieldOf, firstLine, readable, textOf } from "./lines.ts";
import type { MessagePart, ObservedMessage } from "./observed.ts";

const NOTHING = new Uint8Array(0);

/** A request: what the client wrote. @param isChunked Whether the body was sent in chunks */
export function divideRequest(octets: Uint8Array, isChunked: boolean): ObservedMessage {
  const { head, after, isWhole } = divideHead(octets, (line) => ({ kind: "request-line", octets: line }));
  if (!isWhole) return { head, body: [], rest: after };
  const framing: BodyFraming = isChunked
    ? { kind: "chunked" }
    : { kind: "content-length", octets: after.length };
  return { head, ...divideBody(after, framing) };
}

/**
 * What a server sent: interim responses, and the final one.
 *
 * @param framing Where the body of the final response ends; undefined where the client did not find out
 */
export function divideResponses(octets: Uint8Array, framing: BodyFraming | undefined): ObservedMessage[] {
  if (octets.length === 0) return [];
  const { head, after, isWhole, statusLine } = divideResponseHead(octets);
  if (isWhole && statusLine !== undefined && isInterim(statusLine)) {
    return [{ head, body: [], rest: NOTHING }, ...divideResponses(after, framing)];
  }
  if (!isWhole || framing === undefined) return [{ head, body: [], rest: after }];
  return [{ head, ...divideBody(after, framing) }];
}

/** After a 101 comes another protocol, and no final response (RFC 9110 §15.2.2). */
function isInterim({ statusCode }: StatusLine): boolean {
  return statusCode < 200 && statusCode !== 101;
}

interface DividedHead {
  readonly head: readonly MessagePart[];
  readonly after: Uint8Array;
  /** Whether its empty line came. */
  readonly isWhole: boolean;
}

function divideResponseHead(
  octets: Uint8Array,
): DividedHead & { readonly statusLine: StatusLine | undefined } {
  let statusLine: StatusLine | undefined;
  const divided = divideHead(octets, (line) => {
    statusLine = readable(() => parseStatusLine(textOf(line)));
    return { kind: "status-line", octets: line, statusLine };
  });
  return { ...divided, statusLine };
}

function divideHead(octets: Uint8Array, startLine: (line: Uint8Array) => MessagePart): DividedHead {
  const head: MessagePart[] = [];
  let after = octets;
  while (after.length > 0) {
    const line = firstLine(after);
    after = after.subarray(line.length);
    head.push(partOfHead(line, head.length, startLine));
    if (head.at(-1)!.kind === "empty-line") return { head, after, isWhole: true };
  }
  return { head, after, isWhole: false };
}

function partOfHead(
  octets: Uint8Array,
  index: number,
  startLine: (line: Uint8Array) => MessagePart,
): MessagePart {
  if (octets.at(-1) !== LF) return { kind: "cut-line", octets };
  if (index === 0) return startLine(octets);
  if (textOf(octets) === "") return { kind: "empty-line", octets };
  if (index > 1 && isOws(octets[0]!)) return { kind: "folded-line", octets };
  const field = fieldOf(octets);
  return field === undefined ? { kind: "unreadable", octets } : { kind: "field-line", octets, field };
}

function divideBody(octets: Uint8Array, framing: BodyFraming): Omit<ObservedMessage, "head"> {
  switch (framing.kind) {
    case "none":
      return { body: [], rest: octets };
    case "until-close":
      return { body: contentPart(octets), rest: NOTHING };
    case "content-length":
      return { body: contentPart(octets.subarray(0, framing.octets)), rest: octets.subarray(framing.octets) };
    case "chunked":
      return divideChunked(octets);
  }
}

function contentPart(octets: Uint8Array): MessagePart[] {
  return octets.length === 0 ? [] : [{ kind: "content", octets }];
}
