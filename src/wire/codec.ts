import { ChunkedDecoder, encodeChunked, parseChunkSize } from "./chunked.ts";
import { parseFieldLine, parseFieldSection, serializeFieldSection } from "./fields.ts";
import { isPersistent, messageBodyLength } from "./framing.ts";
import { parseStatusLine, requestHead } from "./start-line.ts";
import { nextState } from "./state.ts";

/** What the client needs of a decoder. */
export type ChunkedDecoderLike = Pick<ChunkedDecoder, "push" | "end" | "done" | "rest"> &
  Partial<Pick<ChunkedDecoder, "chunkLeft">>;

type ChunkedDecoderParts = ConstructorParameters<typeof ChunkedDecoder>;

/**
 * The client's parts between octets and messages. Each is a pure function (or a class that makes no I/O) and can be
 * replaced on its own: `new HTTPConnection(host, port, { codec: { parseStatusLine: mine } })`. A part that is made of
 * another one is given that as its last argument, and may ignore it.
 */
export const builtinCodec = {
  requestHead,
  serializeFieldSection,
  encodeChunked: encodeChunked as (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
  parseStatusLine,
  parseFieldLine,
  parseFieldSection,
  messageBodyLength,
  parseChunkSize,
  ChunkedDecoder: ChunkedDecoder as new (...parts: ChunkedDecoderParts) => ChunkedDecoderLike,
  isPersistent,
  nextState,
};

export type Codec = Readonly<typeof builtinCodec>;
