import { copyOctets, type FieldSection, IncompleteRead } from "../wire/index.ts";
import type { BodyReader } from "./body-reader.ts";

/** The head of a response, as `readResponseHead` found it. */
export interface ResponseHead {
  readonly version: readonly [major: number, minor: number];
  readonly statusCode: number;
  readonly reasonPhrase: string;
  readonly fields: FieldSection;
}

const PIECE_OCTETS = 65_536;

/**
 * One response: its head is there, its body waits on the connection. The counterpart of `http.client.HTTPResponse`.
 *
 * @example
 * const response = await connection.getResponse();
 * response.status; // 200
 * response.getHeader("content-type"); // "application/json"
 * new TextDecoder().decode(await response.read());
 */
export class HTTPResponse implements AsyncIterable<Uint8Array> {
  /** Status code, 100 to 999. */
  readonly status: number;
  /** Reason-phrase; `""` when the server sent none. */
  readonly reason: string;
  /** 10 for HTTP/1.0 and 0.9, 11 for HTTP/1.1 and later. */
  readonly version: 10 | 11;
  readonly headers: FieldSection;
  readonly #body: BodyReader;
  readonly #onEnd: (isComplete: boolean) => void;
  #isClosed = false;
  #failure: unknown;
  /** The last read that was begun: the next one waits for it, or the two would tear the body apart. */
  #lastRead: Promise<unknown> = Promise.resolve();

  /** @param onEnd Called once: with true when the body was read to its end, with false when it never will be */
  constructor(head: ResponseHead, body: BodyReader, onEnd: (isComplete: boolean) => void) {
    this.status = head.statusCode;
    this.reason = head.reasonPhrase;
    const [major, minor] = head.version;
    this.version = major === 1 && minor >= 1 ? 11 : 10;
    this.headers = head.fields;
    this.#body = body;
    this.#onEnd = onEnd;
  }

  /** All values of the field, joined with `", "`; `otherwise` when no line has that name. Letter case does not matter. */
  getHeader(name: string): string | undefined;
  getHeader<T>(name: string, otherwise: T): string | T;
  getHeader(name: string, otherwise?: unknown): unknown {
    const values = this.headers.getAll(name);
    return values.length === 0 ? otherwise : values.join(", ");
  }

  /** Every field line as `[name, value]`, in the order and letter case of the wire. */
  getHeaders(): [name: string, value: string][] {
    return [...this.headers].map(([name, value]) => [name, value]);
  }

  /**
   * Reads the rest of the body, or `octets` of it. The body can be read once: at its end every call gives no octets.
   *
   * @param octets How many at most, a whole number; fewer only at the end of the body. Undefined or negative: all
   * @throws {IncompleteRead} When the connection closes before the body is complete; `partial` holds what this call read
   * @throws {TimeoutError} When no octet comes for `timeout` milliseconds
   * @throws {NotConnected} When the connection is closed while this call waits
   */
  read(octets = -1): Promise<Uint8Array> {
    const wanted = octets < 0 ? Number.POSITIVE_INFINITY : octets;
    const isCount = Number.isInteger(wanted) || wanted === Number.POSITIVE_INFINITY;
    if (!isCount)
      return Promise.reject(new RangeError(`Cannot read ${octets} octets: expected a whole number`));
    return this.#inTurn(() => this.#readUpTo(wanted));
  }

  async #readUpTo(wanted: number): Promise<Uint8Array> {
    if (this.#isOver()) return new Uint8Array(0);
    const pieces: Uint8Array[] = [];
    let left = wanted;
    while (left > 0) {
      const piece = await this.#readPiece(left, pieces);
      if (piece.length === 0) break;
      pieces.push(piece);
      left -= piece.length;
    }
    // A copy, so that what the caller keeps or changes shares no memory with the connection.
    return copyOctets(pieces);
  }

  /** The body in pieces as they arrive. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, void> {
    if (this.#isOver()) return;
    for (;;) {
      const piece = await this.#inTurn(() => this.#readPiece(PIECE_OCTETS, []));
      if (piece.length === 0) return;
      yield copyOctets([piece]);
    }
  }

  /** True when the body was read to its end, or never will be. */
  isClosed(): boolean {
    return this.#isClosed;
  }

  /** Gives the rest of the body up. The connection closes with it, unless the body was complete. */
  close(): void {
    this.#end(false);
  }

  #inTurn(read: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const result = this.#lastRead.then(read, read);
    this.#lastRead = result;
    return result;
  }

  /** Whether a read that begins now gives no octets. @throws What the read before it failed with */
  #isOver(): boolean {
    if (this.#failure !== undefined) throw this.#failure;
    return this.#isClosed;
  }

  async #readPiece(max: number, before: readonly Uint8Array[]): Promise<Uint8Array> {
    try {
      const piece = await this.#body.read(max);
      if (piece.length === 0 || this.#body.isComplete()) this.#end(true);
      return piece;
    } catch (error) {
      throw this.#failed(error, before);
    }
  }

  #failed(error: unknown, before: readonly Uint8Array[]): unknown {
    this.#end(false);
    const isIncomplete = error instanceof IncompleteRead;
    // As in http.client: that a Content-Length was missed is said once, and after that the body is over.
    // Other failures are met again by the next read: octets are missing, and no answer may hide it.
    if (!isIncomplete || error.expected === undefined) this.#failure = error;
    return isIncomplete ? new IncompleteRead(copyOctets([...before, error.partial]), error.expected) : error;
  }

  #end(isComplete: boolean): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#onEnd(isComplete);
  }
}
