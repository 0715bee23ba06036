import { type Message, type Reading, requestLimits } from "./message.ts";
import { type LineRule, OctetQueue } from "./octet-queue.ts";
import { Refusal } from "./refusal.ts";
import type { BodyFraming } from "./request-rules.ts";

/** Reads a message body, and returns its content without the framing. */
export function* readBody(message: Message, framing: BodyFraming): Reading<Uint8Array> {
  const content = new OctetQueue();
  switch (framing.kind) {
    case "none":
      break;
    case "content-length":
      yield* message.readOctets(framing.octets, content);
      break;
    case "chunked":
      yield* readChunks(message, content);
  }
  return content.takeAll();
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
function* readChunks(message: Message, content: OctetQueue): Reading<void> {
  for (;;) {
    const size = parseChunkSize(yield* message.readLine(CHUNK_LINE));
    if (size === 0) break;
    checkLength(content.length + size);
    yield* message.readOctets(size, content);
    if ((yield* message.readLine(CHUNK_END)) !== "") {
      throw new Refusal(400, `The chunk goes on after its ${size} octets: expected CRLF (RFC 9112 §7.1).`);
    }
  }
  yield* message.readFieldSection(TRAILERS);
}

// chunk = chunk-size [ chunk-ext ] CRLF …   chunk-size = 1*HEXDIG   RFC 9112 §7.1
function parseChunkSize(line: string): number {
  const [, digits] = /^([0-9A-Fa-f]+)[ \t]*(?:;.*)?$/.exec(line) ?? [];
  if (digits === undefined) {
    throw new Refusal(
      400,
      `Cannot read the chunk-size "${line}": expected hexadecimal digits (RFC 9112 §7.1).`,
    );
  }
  return Number.parseInt(digits, 16);
}
