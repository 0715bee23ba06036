import { type BodyFraming, messageBodyLength, type ResponseMessage } from "./body-length.ts";
import { ChunkedDecoder, parseChunkSize } from "./chunked.ts";
import { type FieldLimits, type FieldSection, parseFieldSection } from "./fields.ts";
import { type Exchange, isPersistent } from "./persistence.ts";
import { type RequestParts, requestHead } from "./request-head.ts";
import { parseStatusLine, type StatusLine } from "./status-line.ts";

/**
 * The client's parts between octets and messages. Each is a pure function (or a class that makes no I/O) and can be
 * replaced on its own: `new HTTPConnection(host, port, { codec: { parseStatusLine: mine } })`.
 */
export interface Codec {
  requestHead(parts: RequestParts): Uint8Array;
  parseStatusLine(line: string): StatusLine;
  parseFieldSection(lines: readonly string[], limits: FieldLimits): FieldSection;
  messageBodyLength(message: ResponseMessage): BodyFraming;
  parseChunkSize(line: string): number;
  ChunkedDecoder: new (parseChunkSize?: (line: string) => number) => ChunkedDecoderLike;
  isPersistent(exchange: Exchange): boolean;
}

/** What the client needs of a decoder. */
export type ChunkedDecoderLike = Pick<ChunkedDecoder, "push" | "end" | "done" | "rest">;

/** The built-in parts. */
export const builtinCodec: Codec = {
  requestHead,
  parseStatusLine,
  parseFieldSection,
  messageBodyLength,
  parseChunkSize,
  ChunkedDecoder,
  isPersistent,
};
