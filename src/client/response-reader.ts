// Octets become a response: first its head, line by line; then its body, with one reader for each way in which a body
// can end. HTTPResponse is written once, on top of these.

import {
  BadStatusLine,
  type BodyFraming,
  type Codec,
  type FieldSection,
  HTTPException,
  IncompleteRead,
  type StatusLine,
  UnknownProtocol,
} from "../wire/index.ts";
import { RemoteDisconnected } from "./errors.ts";
import type { LineKind, OctetReader } from "./octet-reader.ts";

/** The head of a response. */
export interface ResponseHead extends StatusLine {
  readonly fields: FieldSection;
}

// http.client's limits: _MAXLINE, _MAXHEADERS, _MAXINTERIMRESPONSES. It has none for a head as a whole.
const LINE_OCTETS = 65_536;
const STATUS_LINE: LineKind = {
  name: "status-line",
  limit: LINE_OCTETS,
  refuse: (line, message) => new BadStatusLine(line, message),
};
const FIELD_LINE: LineKind = {
  name: "header line",
  limit: LINE_OCTETS,
  refuse: (_, message) => new HTTPException(message),
};
const FIELD_LINES = 100;
const INTERIM_RESPONSES = 100;
const HEAD_OCTETS = 1024 * 1024;

/**
 * Reads up to the empty line of the final response. Interim responses (1xx) are read and dropped, except 101, after
 * which the connection speaks another protocol (RFC 9110 §15.2).
 */
export async function readResponseHead(source: OctetReader, codec: Codec): Promise<ResponseHead> {
  for (let interim = 0; interim < INTERIM_RESPONSES; interim += 1) {
    const statusLine = readStatusLine(await source.readLine(STATUS_LINE), codec);
    const read = readFieldLines(source);
    const lines = read instanceof Promise ? await read : read;
    const fields = codec.parseFieldSection(lines, { lines: FIELD_LINES }, codec.parseFieldLine);
    const isInterim = statusLine.statusCode < 200 && statusLine.statusCode !== 101;
    if (!isInterim)
      return {
        version: statusLine.version,
        statusCode: statusLine.statusCode,
        reasonPhrase: statusLine.reasonPhrase,
        fields,
      };
  }
  throw new HTTPException(`got more than ${INTERIM_RESPONSES} interim responses`);
}

function readStatusLine(line: string | undefined, codec: Codec): StatusLine {
  if (line === undefined) throw new RemoteDisconnected();
  const statusLine = codec.parseStatusLine(line);
  const [major, minor] = statusLine.version;
  if (major === 1 || (major === 0 && minor === 9)) return statusLine;
  throw new UnknownProtocol(`HTTP/${major}.${minor}`);
}

/** The lines before the empty line. No promise where all have arrived, as they mostly have with the status-line. */
function readFieldLines(source: OctetReader, read = new FieldLines()): string[] | Promise<string[]> {
  for (;;) {
    const line = source.readLine(FIELD_LINE);
    if (line instanceof Promise) {
      return line.then((late) => (read.isLast(late) ? read.lines : readFieldLines(source, read)));
    }
    if (read.isLast(line)) return read.lines;
  }
}

/** What was read of a field section, within its limits. */
class FieldLines {
  readonly lines: string[] = [];
  #octets = 0;

  /** Takes a line. @returns Whether it is the empty line, after which there are no more */
  isLast(line: string | undefined): boolean {
    if (line === undefined) {
      throw new HTTPException("The connection closed before the end of the response's fields");
    }
    if (line === "") return true;
    this.lines.push(line);
    this.#octets += line.length;
    if (this.#octets > HEAD_OCTETS) throw new HTTPException(`got more than ${HEAD_OCTETS} bytes of headers`);
    // http.client counts the empty line too: 99 field lines pass.
    if (this.lines.length === FIELD_LINES) throw new HTTPException(`got more than ${FIELD_LINES} headers`);
    return false;
  }
}

/** A body, piece by piece. */
export interface BodyReader {
  /** At least one octet and at most `max`; empty when the body is complete. @throws {IncompleteRead} with an empty `partial` */
  read(max: number): Uint8Array | Promise<Uint8Array>;
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
      return { read: () => NOTHING, octetsLeft: () => 0 };
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
  const took = (piece: Uint8Array) => {
    if (piece.length === 0) throw new IncompleteRead(NOTHING, left);
    left -= piece.length;
    return piece;
  };
  return {
    read(max) {
      if (left === 0) return NOTHING;
      const piece = source.readSome(Math.min(max, left));
      return piece instanceof Promise ? piece.then(took) : took(piece);
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
