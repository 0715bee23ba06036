import { type BodyFraming, messageBodyLength, type ResponseMessage } from "./body-length.ts";
import { ChunkedDecoder, encodeChunked, parseChunkSize } from "./chunked.ts";
import {
  type FieldLimits,
  type FieldLine,
  type FieldSection,
  parseFieldLine,
  parseFieldSection,
  serializeFieldSection,
} from "./fields.ts";
import { type Exchange, isPersistent } from "./persistence.ts";
import { type RequestParts, requestHead } from "./request-head.ts";
import { type ConnectionEvent, type ConnectionState, nextState } from "./state.ts";
import { parseStatusLine, type StatusLine } from "./status-line.ts";

/**
 * The client's parts between octets and messages. Each is a pure function (or a class that makes no I/O) and can be
 * replaced on its own: `new HTTPConnection(host, port, { codec: { parseStatusLine: mine } })`. A part that is made of
 * another one is given that as its last argument, and may ignore it.
 */
export interface Codec {
  requestHead(parts: RequestParts, serialize?: Codec["serializeFieldSection"]): Uint8Array;
  serializeFieldSection(fields: Iterable<FieldLine>): string;
  encodeChunked(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  parseStatusLine(line: string): StatusLine;
  parseFieldLine(line: string): FieldLine;
  parseFieldSection(
    lines: readonly string[],
    limits: FieldLimits,
    parseLine?: Codec["parseFieldLine"],
  ): FieldSection;
  messageBodyLength(message: ResponseMessage): BodyFraming;
  parseChunkSize(line: string): number;
  ChunkedDecoder: new (
    parseSize?: Codec["parseChunkSize"],
    parseTrailer?: Codec["parseFieldLine"],
  ) => ChunkedDecoderLike;
  isPersistent(exchange: Exchange): boolean;
  nextState(state: ConnectionState, event: ConnectionEvent): ConnectionState;
}

/** What the client needs of a decoder. */
export type ChunkedDecoderLike = Pick<ChunkedDecoder, "push" | "end" | "done" | "rest"> &
  Partial<Pick<ChunkedDecoder, "chunkLeft">>;

/** The built-in parts. */
export const builtinCodec: Codec = {
  requestHead,
  serializeFieldSection,
  encodeChunked,
  parseStatusLine,
  parseFieldLine,
  parseFieldSection,
  messageBodyLength,
  parseChunkSize,
  ChunkedDecoder,
  isPersistent,
  nextState,
};
