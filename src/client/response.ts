import { copyOctets, type FieldSection, IncompleteRead, LF } from "../wire/index.ts";
import { NotConnected } from "./errors.ts";
import type { BodyReader, ResponseHead } from "./response-reader.ts";

/** What a response is to its connection. */
export interface ResponseContext {
  /** Whether the connection ends with this response. */
  readonly willClose: boolean;
  readonly isChunked: boolean;
  /** Called once: with true when the body was read to its end, with false when it never will be. */
  onEnd(isComplete: boolean): void;
}

const PIECE_OCTETS = 65_536;
const NOTHING = new Uint8Array(0);

/**
 * One response: its head is there, its body waits on the connection. The counterpart of `http.client.HTTPResponse`.
 * A connection makes it; there is no reason to make one by hand.
 *
 * @example
 * const connection = new HTTPConnection("127.0.0.1", 8080);
 * await connection.request("GET", "/get");
 * const response = await connection.getResponse();
 * response.status; // 200
 * response.getHeader("content-type"); // "application/json"
 * new TextDecoder().decode(await response.read(1)); // "{"
 * connection.close();
 */
export class HTTPResponse implements AsyncIterable<Uint8Array> {
  /** Status code, 100 to 999. */
  readonly status: number;
  /** Reason-phrase; `""` when the server sent none. */
  readonly reason: string;
  /** 10 for HTTP/1.0 and 0.9, 11 for HTTP/1.1 and later. */
  readonly version: 10 | 11;
  readonly headers: FieldSection;
  /** True when the connection cannot be used again after this response. */
  readonly willClose: boolean;
  /** True when the body comes in chunks. */
  readonly chunked: boolean;
  readonly #body: BodyReader;
  readonly #onEnd: (isComplete: boolean) => void;
  /** What was read of the body and not handed out yet. */
  #ahead: Uint8Array = NOTHING;
  #isClosed = false;
  #isComplete = false;
  #failure: unknown;
  /** The read that is under way: the next one waits for it, or the two would tear the body apart. */
  #reading: Promise<unknown> | undefined;

  constructor(head: ResponseHead, body: BodyReader, { willClose, isChunked, onEnd }: ResponseContext) {
    this.status = head.statusCode;
    this.reason = head.reasonPhrase;
    const [major, minor] = head.version;
    this.version = major === 1 && minor >= 1 ? 11 : 10;
    this.headers = head.fields;
    this.willClose = willClose;
    this.chunked = isChunked;
    this.#body = body;
    this.#onEnd = onEnd;
  }

  /** Octets of the body that were not read yet; undefined where only reading can tell: in chunks, and until the close. */
  get length(): number | undefined {
    const left = this.#body.octetsLeft();
    return left === undefined ? undefined : left + this.#ahead.length;
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
    return this.#inTurn(octets, (wanted) => this.#readUpTo(wanted, false));
  }

  /** What has arrived, at least one octet and at most `octets`: waits once at most. Empty at the end of the body. */
  read1(octets = -1): Promise<Uint8Array> {
    return this.#inTurn(octets, async (wanted) => {
      if (wanted === 0 || !(await this.#fill([]))) return NOTHING;
      return copyOctets([this.#take(wanted)]);
    });
  }

  /** Reads as `read(into.length)` does, into `into`. @returns How many octets, 0 at the end of the body */
  async readInto(into: Uint8Array): Promise<number> {
    const octets = await this.read(into.length);
    into.set(octets);
    return octets.length;
  }

  /** One line with its LF, or what there is before the end of the body or `limit` octets. Empty at the end. */
  readLine(limit = -1): Promise<Uint8Array> {
    return this.#inTurn(limit, (wanted) => this.#readUpTo(wanted, true));
  }

  /** What comes next, at least one octet, and leaves it to be read. Empty at the end of the body. */
  peek(): Promise<Uint8Array> {
    return this.#inTurn(-1, async () => ((await this.#fill([])) ? copyOctets([this.#ahead]) : NOTHING));
  }

  /**
   * The body line by line, each with its LF: what iterating over http.client's response gives.
   *
   * @example
   * const connection = new HTTPConnection("127.0.0.1", 8080);
   * await connection.request("GET", "/get");
   * const response = await connection.getResponse();
   * for await (const line of response.lines()) {
   *   line.at(-1); // 10
   * }
   * connection.close();
   */
  async *lines(): AsyncGenerator<Uint8Array, void, void> {
    for (;;) {
      const line = await this.readLine();
      if (line.length === 0) return;
      yield line;
    }
  }

  /** The body in pieces as they arrive. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, void> {
    for (;;) {
      const piece = await this.#inTurn(-1, async () =>
        (await this.#fill([])) ? this.#take(PIECE_OCTETS) : NOTHING,
      );
      if (piece.length === 0) return;
      yield piece;
    }
  }

  /** True when the body was read to its end, or never will be. */
  isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Gives the rest of the body up. The connection closes with it, unless the body was complete.
   *
   * @param reason What later reads reject with; they give no octets when it is left out
   */
  close(reason?: Error): void {
    if (!this.#isClosed) this.#failure = reason;
    this.#end(false);
  }

  /** Runs `read` after the reads before it. At the end of the body there is nothing to run. */
  async #inTurn(octets: number, read: (wanted: number) => Promise<Uint8Array>): Promise<Uint8Array> {
    const wanted = octets < 0 ? Number.POSITIVE_INFINITY : octets;
    if (!Number.isInteger(wanted) && wanted !== Number.POSITIVE_INFINITY) {
      throw new RangeError(`Cannot read ${octets} octets: expected a whole number`);
    }
    // Who waits for the same read goes on in the order of the calls: the first one begins, the others wait again.
    while (this.#reading !== undefined) await this.#reading.catch(() => {});
    if (this.#isOver()) return NOTHING;
    try {
      const reading = read(wanted);
      this.#reading = reading;
      const piece = await reading;
      // Closed meanwhile, by the caller or by a signal: half a body must not look whole.
      if (this.#isClosed && !this.#isComplete) throw this.#failure ?? new NotConnected();
      return piece;
    } finally {
      this.#reading = undefined;
    }
  }

  /** Octets up to `wanted`, or up to the end of the line. A copy: the caller may keep it and change it. */
  async #readUpTo(wanted: number, isLine: boolean): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let left = wanted;
    while (left > 0 && !this.#isClosed && (await this.#fill(pieces))) {
      const lineFeed = isLine ? this.#ahead.subarray(0, left).indexOf(LF) : -1;
      const piece = this.#take(lineFeed < 0 ? left : lineFeed + 1);
      pieces.push(piece);
      left = isLine && piece.at(-1) === LF ? 0 : left - piece.length;
    }
    if (this.length === 0) this.#end(true); // also where 0 octets were asked for
    return copyOctets(pieces);
  }

  /** Whether a read that begins now gives no octets. @throws What the read before it failed with */
  #isOver(): boolean {
    if (this.#failure !== undefined) throw this.#failure;
    return this.#isClosed;
  }

  /** Sees to it that something is ahead. @returns False at the end of the body */
  async #fill(before: readonly Uint8Array[]): Promise<boolean> {
    try {
      if (this.#ahead.length === 0) this.#ahead = await this.#body.read(PIECE_OCTETS);
    } catch (error) {
      throw this.#failed(error, before);
    }
    if (this.#ahead.length === 0) this.#end(true);
    return this.#ahead.length > 0;
  }

  #take(max: number): Uint8Array {
    const isAll = max >= this.#ahead.length;
    const piece = isAll ? this.#ahead : this.#ahead.subarray(0, max);
    this.#ahead = isAll ? NOTHING : this.#ahead.subarray(max);
    if (this.length === 0) this.#end(true);
    return piece;
  }

  #failed(error: unknown, before: readonly Uint8Array[]): unknown {
    this.#end(false);
    if (!(error instanceof IncompleteRead)) {
      this.#failure ??= error;
      return error;
    }
    const { expected } = error;
    const cause = error.cause as string | undefined;
    // As in http.client: that a Content-Length was missed is said once, and after that the body is over.
    // Other failures are met again by the next read: octets are missing, and no answer may hide it.
    if (expected === undefined) this.#failure = new IncompleteRead(NOTHING, expected, cause);
    return new IncompleteRead(copyOctets([...before, error.partial]), expected, cause);
  }

  #end(isComplete: boolean): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isComplete = isComplete;
    this.#onEnd(isComplete);
  }
}
