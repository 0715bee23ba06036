// The chunked transfer coding (RFC 9112 §7.1), decoded incrementally.
//
// Octets go in by `push`, in pieces of any size; content comes out as soon as it is known to be content. The decoder
// is a small machine with four states. Wherever a piece is cut, what comes out is the same: only whole lines are
// looked at, and what is left of a line waits in `#line`.

import { HTTPException, IncompleteRead, LineTooLong } from "./errors.ts";
import { type FieldLine, parseFieldLine } from "./fields.ts";
import { concatOctets, decodeLatin1, encodeLatin1, LF } from "./grammar.ts";

// chunk-size [ chunk-ext ]   RFC 9112 §7.1. Number.parseInt(text, 16) would also take "-5", "0x5" and "5g".
const CHUNK_SIZE_LINE = /^([0-9A-Fa-f]+)[\t ]*(?:;.*)?$/;

const MAX_LINE_OCTETS = 65_536;
const MAX_TRAILER_LINES = 100;
// Extensions are ignored, and so could be sent for ever.   RFC 9112 §7.1.1
const MAX_EXTENSION_OCTETS = 65_536;
const NOTHING = new Uint8Array(0);

/**
 * Parses the line before a chunk.
 *
 * @param line Text before the CRLF; extensions after `;` are ignored
 * @returns Octets in the chunk; 0 for the last-chunk
 * @throws {HTTPException} When the size is not hexadecimal digits, or beyond 2^53 - 1
 *
 * @example
 * parseChunkSize("1a;name=value") // 26
 */
export function parseChunkSize(line: string): number {
  const digits = CHUNK_SIZE_LINE.exec(line)?.[1];
  const octets = digits === undefined ? Number.NaN : Number.parseInt(digits, 16);
  if (!Number.isSafeInteger(octets)) {
    throw new HTTPException(
      `Cannot read the chunk-size ${JSON.stringify(line)}: expected hexadecimal digits (RFC 9112 §7.1)`,
    );
  }
  return octets;
}

/**
 * Decodes one chunked body.
 *
 * @example
 * decodeLatin1(new ChunkedDecoder().push(encodeLatin1("2\r\nhi\r\n0\r\n\r\n"))) // "hi"
 */
export class ChunkedDecoder {
  /** True as soon as the empty line after the last-chunk was read. */
  done = false;
  /** Field lines after the last-chunk. */
  readonly trailers: FieldLine[] = [];
  /** Octets after the body: they belong to what follows on the connection. */
  rest: Uint8Array = NOTHING;

  readonly #parseChunkSize: (line: string) => number;
  readonly #parseFieldLine: (line: string) => FieldLine;
  #state: "size" | "data" | "data-end" | "trailers" = "size";
  #left = 0;
  #line = "";
  /** Extensions so far, less the content: a long body may have as many as it has content. */
  #extensionOctets = 0;

  constructor(
    parseSize: (line: string) => number = parseChunkSize,
    parseTrailer: (line: string) => FieldLine = parseFieldLine,
  ) {
    this.#parseChunkSize = parseSize;
    this.#parseFieldLine = parseTrailer;
  }

  /**
   * Takes the next octets, however many.
   *
   * @returns The content that they complete, possibly empty
   * @throws {HTTPException} When the octets are not a chunked body
   */
  push(octets: Uint8Array): Uint8Array {
    const content: Uint8Array[] = [];
    let unread = octets;
    while (unread.length > 0 && !this.done) {
      unread = this.#state === "data" ? this.#takeData(unread, content) : this.#takeLine(unread);
    }
    if (this.done) this.rest = concatOctets([this.rest, unread]);
    return content.length === 0 ? NOTHING : concatOctets(content);
  }

  /** Octets of the chunk that have not come yet; 0 between chunks. Pushing no more than these makes no copy of them. */
  get chunkLeft(): number {
    return this.#left;
  }

  /** Says that no more octets will come. @throws {IncompleteRead} When the body is not complete; `partial` is empty. */
  end(): void {
    if (!this.done) throw new IncompleteRead(NOTHING);
  }

  #takeData(octets: Uint8Array, content: Uint8Array[]): Uint8Array {
    const data = octets.subarray(0, this.#left);
    content.push(data);
    this.#left -= data.length;
    if (this.#left === 0) this.#state = "data-end";
    return octets.subarray(data.length);
  }

  #takeLine(octets: Uint8Array): Uint8Array {
    const lineFeed = octets.indexOf(LF);
    const end = lineFeed < 0 ? octets.length : lineFeed + 1;
    // After a chunk's data only CRLF can follow, so there is no need to collect more of it than that.
    const limit = this.#state === "data-end" ? 2 : MAX_LINE_OCTETS;
    if (this.#line.length + end > limit) throw this.#tooLong(limit);
    this.#line += decodeLatin1(octets.subarray(0, end));
    if (lineFeed >= 0) this.#endLine();
    return octets.subarray(end);
  }

  #tooLong(limit: number): HTTPException {
    if (this.#state === "data-end") return badChunkEnd();
    return new LineTooLong(this.#state === "size" ? "chunk size" : "trailer line", limit);
  }

  #endLine(): void {
    if (!this.#line.endsWith("\r\n"))
      throw new HTTPException("Cannot read a chunked body: a line ends with LF alone");
    const line = this.#line.slice(0, -2);
    this.#line = "";
    if (this.#state === "size") this.#beginChunk(line);
    else if (this.#state === "data-end") this.#endChunk(line);
    else this.#takeTrailer(line);
  }

  #beginChunk(line: string): void {
    const size = this.#parseChunkSize(line);
    const extension = line.indexOf(";");
    if (extension >= 0) this.#extensionOctets += line.length - extension;
    if (this.#extensionOctets > MAX_EXTENSION_OCTETS) {
      throw new HTTPException(`got more than ${MAX_EXTENSION_OCTETS} bytes of chunk extensions`);
    }
    this.#extensionOctets = Math.max(0, this.#extensionOctets - size);
    this.#left = size;
    this.#state = size === 0 ? "trailers" : "data";
  }

  #endChunk(line: string): void {
    if (line !== "") throw badChunkEnd();
    this.#state = "size";
  }

  #takeTrailer(line: string): void {
    if (line === "") {
      this.done = true;
      return;
    }
    if (this.trailers.length === MAX_TRAILER_LINES) {
      throw new HTTPException(`got more than ${MAX_TRAILER_LINES} trailers`);
    }
    this.trailers.push(this.#parseFieldLine(line));
  }
}

function badChunkEnd(): HTTPException {
  return new HTTPException("Cannot read a chunk: its data is not followed by CRLF (RFC 9112 §7.1)");
}

/** What ends a chunked body: the last-chunk and an empty trailer section. */
export const LAST_CHUNK: Uint8Array = encodeLatin1("0\r\n\r\n");

/**
 * One chunk on the wire: size in hexadecimal, CRLF, data, CRLF (RFC 9112 §7.1).
 *
 * @param data At least one octet: an empty chunk would be the last-chunk
 *
 * @example
 * decodeLatin1(encodeChunk(encodeLatin1("0123456789"))) // "A\r\n0123456789\r\n"
 */
export function encodeChunk(data: Uint8Array): Uint8Array {
  const size = data.length.toString(16).toUpperCase();
  return concatOctets([encodeLatin1(`${size}\r\n`), data, encodeLatin1("\r\n")]);
}

/**
 * Content in pieces, encoded: each piece that is not empty as one chunk, then the last-chunk.
 *
 * @example
 * decodeLatin1((await encodeChunked([encodeLatin1("hi")]).next()).value) // "2\r\nhi\r\n"
 */
export async function* encodeChunked(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of source) if (piece.length > 0) yield encodeChunk(piece);
  yield LAST_CHUNK;
}
