// One reader for each way in which a body can end. HTTPResponse is written once, on top of them.

import { type BodyFraming, type Codec, IncompleteRead } from "../wire/index.ts";
import type { OctetReader } from "./octet-reader.ts";

/** A body, piece by piece. */
export interface BodyReader {
  /** At least one octet and at most `max`; empty when the body is complete. @throws {IncompleteRead} with an empty `partial` */
  read(max: number): Promise<Uint8Array>;
  /** True when the framing says that no octet follows. Where only another read can tell, it stays false until then. */
  isComplete(): boolean;
}

const NOTHING = new Uint8Array(0);
/** What is asked of the connection at once while a body is decoded. */
const READ_OCTETS = 65_536;

export function bodyReader(framing: BodyFraming, source: OctetReader, codec: Codec): BodyReader {
  switch (framing.kind) {
    case "none":
      return { read: async () => NOTHING, isComplete: () => true };
    case "content-length":
      return contentLengthBody(source, framing.octets);
    case "chunked":
      return chunkedBody(source, codec);
    case "until-close":
      return { read: (max) => source.readSome(max), isComplete: () => false };
  }
}

function contentLengthBody(source: OctetReader, octets: number): BodyReader {
  let left = octets;
  return {
    async read(max) {
      if (left === 0) return NOTHING;
      const piece = await source.readSome(Math.min(max, left));
      if (piece.length === 0) throw new IncompleteRead(NOTHING, left);
      left -= piece.length;
      return piece;
    },
    isComplete: () => left === 0,
  };
}

function chunkedBody(source: OctetReader, codec: Codec): BodyReader {
  const decoder = new codec.ChunkedDecoder(codec.parseChunkSize);
  let decoded: Uint8Array = NOTHING;

  async function decodeMore(): Promise<void> {
    const octets = await source.readSome(READ_OCTETS);
    if (octets.length === 0) {
      decoder.end();
      throw new IncompleteRead(NOTHING); // for a decoder of one's own whose end() forgets to throw
    }
    decoded = decoder.push(octets);
    if (decoder.done) source.unread(decoder.rest);
  }

  return {
    async read(max) {
      while (decoded.length === 0 && !decoder.done) await decodeMore();
      const piece = decoded.subarray(0, max);
      decoded = decoded.subarray(piece.length);
      return piece;
    },
    // The octets of the last-chunk may have come along or not. An answer from them would depend on how TCP cut them.
    isComplete: () => false,
  };
}
