import { CR, concatOctets, decodeLatin1, HTTPException, LF, LineTooLong } from "../wire/index.ts";

const NOTHING = new Uint8Array(0);

/** Where a reader gets its octets: the next ones, at least one, or undefined at the end. */
export type PullOctets = () => Promise<Uint8Array | undefined>;

/**
 * Lines and blocks out of a stream of octets, whatever the pieces in which they arrive.
 * Each octet is looked at once: a line that comes in a thousand pieces is not searched a thousand times.
 */
export class OctetReader {
  readonly #pull: PullOctets;
  #buffered: Uint8Array = NOTHING;

  constructor(pull: PullOctets) {
    this.#pull = pull;
  }

  /** How many octets have arrived and were not asked for yet. */
  get bufferedOctets(): number {
    return this.#buffered.length;
  }

  /** At least one octet and at most `max`; empty at the end of the stream. */
  async readSome(max: number): Promise<Uint8Array> {
    if (this.#buffered.length === 0) await this.#fill();
    return this.#take(Math.min(max, this.#buffered.length));
  }

  /**
   * One line without its CRLF, decoded as ISO-8859-1, when all of it has arrived; undefined otherwise, and then nothing
   * is taken. What `readLine` does, without waiting.
   */
  takeLine(what: string, limit: number): string | undefined {
    const lineFeed = this.#buffered.indexOf(LF);
    if (lineFeed < 0) return undefined;
    if (lineFeed >= limit) throw new LineTooLong(what, limit);
    return withoutLineEnd(what, this.#take(lineFeed + 1), true);
  }

  /**
   * One line without its CRLF, decoded as ISO-8859-1; undefined when the stream ends before its first octet.
   *
   * @param what What the line is, for the error's sentence
   * @param limit Octets that the line may have, CRLF included
   * @throws {LineTooLong} @throws {HTTPException} When the line ends with LF alone, or the stream ends within it
   */
  async readLine(what: string, limit: number): Promise<string | undefined> {
    const pieces: Uint8Array[] = [];
    let octets = 0;
    let isComplete = false;
    while (!isComplete && (this.#buffered.length > 0 || (await this.#fill()))) {
      const lineFeed = this.#buffered.indexOf(LF);
      isComplete = lineFeed >= 0;
      const piece = this.#take(isComplete ? lineFeed + 1 : this.#buffered.length);
      pieces.push(piece);
      octets += piece.length;
      if (octets > limit) throw new LineTooLong(what, limit);
    }
    if (octets === 0) return undefined;
    return withoutLineEnd(what, concatOctets(pieces), isComplete);
  }

  /** Puts octets back that were read too far. */
  unread(octets: Uint8Array): void {
    if (octets.length > 0) this.#buffered = concatOctets([octets, this.#buffered]);
  }

  async #fill(): Promise<boolean> {
    this.#buffered = (await this.#pull()) ?? NOTHING;
    return this.#buffered.length > 0;
  }

  #take(octets: number): Uint8Array {
    const taken = this.#buffered.subarray(0, octets);
    this.#buffered = this.#buffered.subarray(octets);
    return taken;
  }
}

// A line ends with CRLF. LF alone, and CR anywhere else, mean different lines to different parsers.   RFC 9112 §2.2
function withoutLineEnd(what: string, octets: Uint8Array, isComplete: boolean): string {
  const line = decodeLatin1(octets);
  if (!isComplete)
    throw new HTTPException(`The connection closed in the middle of the ${what} ${JSON.stringify(line)}`);
  if (octets.at(-2) !== CR || octets.indexOf(CR) !== octets.length - 2) {
    throw new HTTPException(
      `Cannot read the ${what} ${JSON.stringify(line)}: expected CRLF at its end and no other CR (RFC 9112 §2.2)`,
    );
  }
  return line.slice(0, -2);
}
