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
  /** 10 for HTTP/1.0, 11 for HTTP/1.1. */
  readonly version: 10 | 11;
  readonly headers: FieldSection;
  readonly #body: BodyReader;
  readonly #onEnd: (isComplete: boolean) => void;
  #isClosed = false;

  /** @param onEnd Called once: with true when the body was read to its end, with false when it never will be */
  constructor(head: ResponseHead, body: BodyReader, onEnd: (isComplete: boolean) => void) {
    this.status = head.statusCode;
    this.reason = head.reasonPhrase;
    this.version = head.version[1] === 0 ? 10 : 11;
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
   * @param octets How many at most; fewer only at the end of the body. Undefined or negative: all
   * @throws {IncompleteRead} When the connection closes before the body is complete; `partial` holds what this call read
   * @throws {TimeoutError} When no octet comes for `timeout` milliseconds
   */
  async read(octets?: number): Promise<Uint8Array> {
    const wanted = octets === undefined || octets < 0 ? Number.POSITIVE_INFINITY : octets;
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
    for (;;) {
      const piece = await this.#readPiece(PIECE_OCTETS, []);
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

  async #readPiece(max: number, before: readonly Uint8Array[]): Promise<Uint8Array> {
    if (this.#isClosed) return new Uint8Array(0);
    try {
      const piece = await this.#body.read(max);
      if (piece.length === 0) this.#end(true);
      return piece;
    } catch (error) {
      this.#end(false);
      if (!(error instanceof IncompleteRead)) throw error;
      throw new IncompleteRead(copyOctets([...before, error.partial]), error.expected);
    }
  }

  #end(isComplete: boolean): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#onEnd(isComplete);
  }
}
