// One reader for each way in which a body can end. HTTPResponse is written once, on top of them.

import { type BodyFraming, type Codec, IncompleteRead } from "../wire/index.ts";
import type { OctetReader } from "./octet-reader.ts";

/** A body, piece by piece. */
export interface BodyReader {
  /** At least one octet and at most `max`; empty when the body is complete. @throws {IncompleteRead} with an empty `partial` */
  read(max: number): Promise<Uint8Array>;
  /** Octets that follow; undefined where only reading can tell. */
  octetsLeft(): number | undefined;
}

const NOTHING = new Uint8Array(0);
/** What is asked of the connection at once while a body is decoded. */
const READ_OCTETS = 65_536;
const BETWEEN_CHUNKS_OCTETS = 32;

/** @param isTruncated Whether the end of `source` may be somebody's cut, and not the server's word */
export function bodyReader(
  framing: BodyFraming,
  source: OctetReader,
  codec: Codec,
  isTruncated: () => boolean,
): BodyReader {
  switch (framing.kind) {
    case "none":
      return { read: async () => NOTHING, octetsLeft: () => 0 };
    case "content-length":
      return contentLengthBody(source, framing.octets);
    case "chunked":
      return chunkedBody(source, codec);
    case "until-close":
      return untilCloseBody(source, isTruncated);
  }
}

function untilCloseBody(source: OctetReader, isTruncated: () => boolean): BodyReader {
  return {
    async read(max) {
      const piece = await source.readSome(max);
      // Only the close says that the body is whole, so over TLS it has to be the server's.   RFC 9112 §9.8
      if (piece.length > 0 || !isTruncated()) return piece;
      throw new IncompleteRead(NOTHING, undefined, "the TLS connection ended without close_notify");
    },
    octetsLeft: () => undefined,
  };
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
    octetsLeft: () => left,
  };
}

function chunkedBody(source: OctetReader, codec: Codec): BodyReader {
  const decoder = new codec.ChunkedDecoder(codec.parseChunkSize, codec.parseFieldLine);
  let decoded: Uint8Array = NOTHING;

  async function decodeMore(): Promise<void> {
    // A chunk's data up to its end comes out as it went in; what is between two chunks is a few octets.
    const { chunkLeft } = decoder;
    const octets = await source.readSome(
      chunkLeft === 0 ? BETWEEN_CHUNKS_OCTETS : (chunkLeft ?? READ_OCTETS),
    );
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
    octetsLeft: () => undefined,
  };
}
