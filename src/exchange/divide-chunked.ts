import { LF, parseChunkSize } from "../wire/index.ts";
import { fieldOf, firstLine, readable, textOf } from "./lines.ts";
import type { MessagePart, ObservedMessage } from "./observed.ts";

/** What is expected next, and how much of a chunk is still to come. */
interface Place {
  readonly expects: "size" | "data" | "data-end" | "trailers";
  readonly left: number;
}

/** A chunked body, chunk by chunk (RFC 9112 §7.1). Where it cannot be read, the rest is one unreadable part. */
export function divideChunked(octets: Uint8Array): Omit<ObservedMessage, "head"> {
  const body: MessagePart[] = [];
  let place: Place = { expects: "size", left: 0 };
  let after = octets;
  while (after.length > 0) {
    const part = nextPart(after, place);
    body.push(part);
    after = after.subarray(part.octets.length);
    if (part.kind === "end-of-trailers") break;
    place = placeAfter(part, place);
  }
  return { body, rest: after };
}

function nextPart(octets: Uint8Array, { expects, left }: Place): MessagePart {
  if (expects === "data") return { kind: "content", octets: octets.subarray(0, left) };
  const line = firstLine(octets);
  if (line.at(-1) !== LF) return { kind: "cut-line", octets };
  return lineOf(line, expects) ?? { kind: "unreadable", octets };
}

function lineOf(octets: Uint8Array, expects: Exclude<Place["expects"], "data">): MessagePart | undefined {
  const text = textOf(octets);
  if (expects === "data-end") return text === "" ? { kind: "chunk-end", octets } : undefined;
  if (expects === "trailers") {
    if (text === "") return { kind: "end-of-trailers", octets };
    const field = fieldOf(octets);
    return field && { kind: "trailer", octets, field };
  }
  const size = readable(() => parseChunkSize(text));
  return size === undefined ? undefined : { kind: "chunk-size", octets, size };
}

function placeAfter(part: MessagePart, { expects, left }: Place): Place {
  if (part.kind === "chunk-size") return { expects: part.size === 0 ? "trailers" : "data", left: part.size };
  if (part.kind === "chunk-end") return { expects: "size", left: 0 };
  if (part.kind !== "content") return { expects, left };
  const missing = left - part.octets.length;
  return { expects: missing === 0 ? "data-end" : "data", left: missing };
}
