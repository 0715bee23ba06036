import { joinOctets, latin1Octets } from "./octets.ts";
import { headOctets, interimResponse, type Reply, type ReplyContext } from "./reply.ts";
import type { Field } from "./request-head.ts";
import type { PreparedStep } from "./staged-reply.ts";
import type { Part, Stream } from "./stream.ts";

/*
 * A reply becomes steps on the socket: the head says how the content will end, and the content then does
 * as the head said. What is whole goes in one step; what is made while it is sent, in one for each part.
 */

/** How the client finds the end of a response's content (RFC 9112 §6.3). */
export type Framing =
  | { readonly kind: "none" }
  | { readonly kind: "content-length"; readonly octets: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "until-close" };

export function replyFraming({ statusCode, body, stream }: Reply, version: string): Framing {
  // 204 and 304 end after the empty line, whatever their fields say (RFC 9112 §6.3).
  if (statusCode === 204 || statusCode === 304) return { kind: "none" };
  if (stream === undefined) return { kind: "content-length", octets: body?.length ?? 0 };
  if (typeof stream.framing === "object") return { kind: "content-length", octets: stream.framing.octets };
  // HTTP/1.0 knows no chunks (RFC 9112 §6.1).
  return { kind: version === "HTTP/1.0" ? "until-close" : stream.framing };
}

/**
 * Writes a response.
 *
 * @example An answer to HEAD has the fields of GET's, and no content
 * replySteps({ statusCode: 200, body }, { ...context, method: "HEAD" })
 */
export function replySteps(reply: Reply, context: ReplyContext): Iterable<PreparedStep> {
  const framing = replyFraming(reply, context.version);
  const head = joinOctets([interimOctets(reply, context), headOctets(reply, framing, context)]);
  const hasContent = context.method.toUpperCase() !== "HEAD" && framing.kind !== "none";
  const delay = reply.delayMs === undefined || reply.delayMs === 0 ? [] : [{ pauseMs: reply.delayMs }];
  if (!hasContent) return [...delay, { send: head }];
  if (reply.stream === undefined) return [...delay, { send: joinOctets([head, reply.body ?? NOTHING]) }];
  return streamSteps([...delay, { send: head }], reply.stream, framing);
}

const NOTHING = new Uint8Array(0);

function* streamSteps(
  before: readonly PreparedStep[],
  { parts, trailers, isCut }: Stream,
  framing: Framing,
): Generator<PreparedStep> {
  yield* before;
  const isChunked = framing.kind === "chunked";
  for (const part of parts) {
    // A chunk of no octets would be the last one.
    if (part instanceof Uint8Array && part.length === 0) continue;
    yield toStep(part, isChunked);
  }
  if (isChunked && isCut !== true) yield { send: lastChunk(trailers ?? []) };
}

// chunk = chunk-size CRLF chunk-data CRLF   RFC 9112 §7.1
function toStep(part: Part, isChunked: boolean): PreparedStep {
  if (!(part instanceof Uint8Array)) return part;
  if (!isChunked) return { send: part };
  return { send: joinOctets([latin1Octets(`${part.length.toString(16)}\r\n`), part, latin1Octets("\r\n")]) };
}

// last-chunk trailer-section CRLF   RFC 9112 §7.1
function lastChunk(trailers: readonly Field[]): Uint8Array {
  const lines = trailers.map(([name, value]) => `${name}: ${value}\r\n`);
  return latin1Octets(`0\r\n${lines.join("")}\r\n`);
}

// A server MUST NOT send a 1xx response to an HTTP/1.0 client (RFC 9110 §15.2).
function interimOctets({ interim }: Reply, { version }: ReplyContext): Uint8Array {
  return interim === undefined || version === "HTTP/1.0" ? NOTHING : interimResponse(interim);
}
