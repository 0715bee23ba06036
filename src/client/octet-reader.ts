import { type HTTPException, LF, LineTooLong } from "../wire/index.ts";

const NOTHING = Buffer.alloc(0);

/** Where a reader gets its octets: the next ones, at least one, or undefined at the end. */
export type PullOctets = () => Promise<Uint8Array | undefined>;

/** A kind of line, and the errors that are its own. */
export interface LineKind {
  /** As the errors name it: `"header line"`. */
  readonly name: string;
  /** Octets that it may have, CRLF included. */
  readonly limit: number;
  /** The error for a line that does not end as it should. */
  refuse(line: string, message: string): HTTPException;
}

/**
 * Lines and blocks out of a stream of octets, whatever the pieces in which they arrive.
 * Each octet is looked at once or twice: a line that comes in a thousand pieces is not searched a thousand times.
 */
export class OctetReader {
  readonly #pull: PullOctets;
  /** The piece that arrived last, and where in it the octets begin that were not asked for yet. */
  #piece: Buffer = NOTHING;
  #start = 0;

  constructor(pull: PullOctets) {
    this.#pull = pull;
  }

  /** How many octets have arrived and were not asked for yet. */
  get bufferedOctets(): number {
    return this.#piece.length - this.#start;
  }

  /** At least one octet and at most `max`; empty at the end of the stream. No promise where octets have arrived. */
  readSome(max: number): Uint8Array | Promise<Uint8Array> {
    if (this.bufferedOctets > 0) return this.#take(max);
    return this.#pull().then((octets) => (this.#adopt(octets) ? this.#take(max) : NOTHING));
  }

  /**
   * One line without its CRLF, decoded as ISO-8859-1; undefined when the stream ends before its first octet.
   *
   * @returns No promise where all of the line has arrived: a head is many lines, and most come in one piece
   * @throws {LineTooLong} @throws {HTTPException} As `kind` refuses a line that ends with LF alone, or that the stream cuts off
   */
  readLine(kind: LineKind): string | Promise<string | undefined> {
    const lineFeed = this.#piece.indexOf(LF, this.#start);
    if (lineFeed < 0) return this.#collectLine(kind);
    return lineOf(kind, this.#takeText(lineFeed + 1));
  }

  async #collectLine(kind: LineKind): Promise<string | undefined> {
    let line = "";
    while (this.bufferedOctets > 0 || this.#adopt(await this.#pull())) {
      const lineFeed = this.#piece.indexOf(LF, this.#start);
      line += this.#takeText(lineFeed < 0 ? this.#piece.length : lineFeed + 1);
      if (lineFeed >= 0 || line.length > kind.limit) return lineOf(kind, line);
    }
    if (line === "") return undefined;
    throw kind.refuse(
      line,
      `The connection closed in the middle of the ${kind.name} ${JSON.stringify(line)}`,
    );
  }

  /** Puts octets back that were read too far. */
  unread(octets: Uint8Array): void {
    if (octets.length === 0) return;
    this.#piece = Buffer.concat([octets, this.#piece.subarray(this.#start)]);
    this.#start = 0;
  }

  /** The piece that arrived takes the place of the one before, which was used up. @returns False at the end */
  #adopt(octets: Uint8Array = NOTHING): boolean {
    const isBuffer = octets instanceof Buffer; // Node's streams give no other octets
    this.#piece = isBuffer ? octets : Buffer.from(octets.buffer, octets.byteOffset, octets.length);
    this.#start = 0;
    return octets.length > 0;
  }

  // Plain octets: a Buffer's slice() shares memory and its toString() decodes, other than a Uint8Array's.
  #take(max: number): Uint8Array {
    const begin = this.#start;
    this.#start = Math.min(begin + max, this.#piece.length);
    return new Uint8Array(this.#piece.buffer, this.#piece.byteOffset + begin, this.#start - begin);
  }

  #takeText(end: number): string {
    const text = this.#piece.toString("latin1", this.#start, end);
    this.#start = end;
    return text;
  }
}

// A line ends with CRLF. LF alone, and CR anywhere else, mean different lines to different parsers.   RFC 9112 §2.2
function lineOf({ name, limit, refuse }: LineKind, line: string): string {
  if (line.length > limit) throw new LineTooLong(name, limit);
  if (line.endsWith("\r\n") && line.indexOf("\r") === line.length - 2) return line.slice(0, -2);
  throw refuse(
    line,
    `Cannot read the ${name} ${JSON.stringify(line)}: expected CRLF at its end and no other CR (RFC 9112 §2.2)`,
  );
}
