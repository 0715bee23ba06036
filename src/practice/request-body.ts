import { type Message, type Reading, requestLimits } from "./message.ts";
import { type LineRule, OctetQueue } from "./octet-queue.ts";
import { Refusal } from "./refusal.ts";
import type { Field } from "./request-head.ts";
import type { BodyFraming } from "./request-rules.ts";

/** One chunk of a chunked body. */
export interface Chunk {
  /** Octets of its data; they follow those of the chunk before in the content. */
  readonly octets: number;
  /** What stood after the chunk-size, `";a=b"`; `""` as a rule. */
  readonly extensions: string;
}

/** What a message body held. */
export interface Content {
  /** The content, without chunk framing. */
  readonly body: Uint8Array;
  readonly chunks?: readonly Chunk[];
  readonly trailers: readonly Field[];
}

/** Reads a message body. */
export function* readBody(message: Message, framing: BodyFraming): Reading<Content> {
  const content = new OctetQueue();
  switch (framing.kind) {
    case "none":
      break;
    case "content-length":
      yield* message.readOctets(framing.octets, content);
      break;
    case "chunked": {
      const chunked = yield* readChunks(message, content);
      return { body: content.takeAll(), ...chunked };
    }
  }
  return { body: content.takeAll(), trailers: [] };
}

/** @throws {Refusal} 413 for content longer than this service reads */
export function checkLength(octets: number): void {
  if (octets > requestLimits.content) {
    throw new Refusal(413, `The content is longer than the ${requestLimits.content} octets read here.`);
  }
}

const CHUNK_LINE: LineRule = { name: "chunk-size", mostOctets: requestLimits.chunkLine, tooLong: 400 };
const CHUNK_END: LineRule = { ...CHUNK_LINE, name: "end of the chunk" };
const TRAILERS: LineRule = { name: "trailer section", mostOctets: requestLimits.trailers, tooLong: 431 };

// chunked-body = *chunk last-chunk trailer-section CRLF   RFC 9112 §7.1
function* readChunks(message: Message, content: OctetQueue): Reading<Omit<Content, "body">> {
  const chunks: Chunk[] = [];
  for (;;) {
    const { octets: size, extensions } = parseChunkLine(yield* message.readLine(CHUNK_LINE));
    if (size === 0) break;
    chunks.push({ octets: size, extensions });
    checkLength(content.length + size);
    yield* message.readOctets(size, content);
    if ((yield* message.readLine(CHUNK_END)) !== "") {
      throw new Refusal(400, `The chunk goes on after its ${size} octets: expected CRLF (RFC 9112 §7.1).`);
    }
  }
  return { chunks, trailers: yield* message.readFieldSection(TRAILERS) };
}

// chunk = chunk-size [ chunk-ext ] CRLF …   chunk-size = 1*HEXDIG   RFC 9112 §7.1
function parseChunkLine(line: string): Chunk {
  const [, digits, extensions = ""] = /^([0-9A-Fa-f]+)[ \t]*(;.*)?$/.exec(line) ?? [];
  if (digits === undefined) {
    throw new Refusal(
      400,
      `Cannot read the chunk-size "${line}": expected hexadecimal digits (RFC 9112 §7.1).`,
    );
  }
  return { octets: Number.parseInt(digits, 16), extensions };
}
