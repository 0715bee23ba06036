// One socket, read and written by awaiting.
//
// Node's streams push events; a client of one exchange at a time wants to pull. The channel turns one into the other.
// Octets that nobody waits for are kept, and the socket is paused: at most a few pieces wait here, the rest waits in the
// kernel and slows the sender down. An error that follows octets is kept until the octets were read: a reset must not
// take away a body that had arrived.

import type { Duplex } from "node:stream";
import { copyOctets, type Sender, type TranscriptEvent } from "../wire/index.ts";
import { asClientError, ConnectionResetError, NotConnected, timeoutAfter } from "./errors.ts";

export interface ChannelOptions {
  /** Milliseconds that one wait may take; undefined waits for ever, as http.client does. */
  readonly timeoutMs: number | undefined;
  /** Gets a copy of every octet, when a transcript is wanted. */
  readonly record?: ((event: TranscriptEvent) => void) | undefined;
}

type Octets = Uint8Array | undefined;

/** Who waits for octets. */
interface Reader {
  resolve(octets: Octets): void;
  reject(error: Error): void;
}

/** Who waits for something else, and wants to know when the channel closes; for `act` there is a time-out too. */
interface Waiter {
  readonly act: string | undefined;
  reject(error: Error): void;
}

export class SocketChannel {
  readonly #socket: Duplex;
  readonly #options: ChannelOptions;
  readonly #openedAt = performance.now();
  readonly #arrived: Uint8Array[] = [];
  /** How the peer's octets came to an end: the first thing that happened counts. */
  #end: { readonly error: Error | undefined } | undefined;
  #reader: Reader | undefined;
  readonly #waiters = new Set<Waiter>();
  /** One timer for all waits: setting and clearing one for each would cost as much as reading a small response. */
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Duplex, options: ChannelOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on("data", this.#onData);
    socket.on("end", this.#onEnd);
    socket.on("error", this.#onError);
    socket.on("close", this.#onClose);
  }

  /** How many octets have arrived here and were not read. */
  get bufferedOctets(): number {
    return this.#arrived.reduce((sum, piece) => sum + piece.length, this.#socket.readableLength);
  }

  /** The octets that arrived next, at least one; undefined when the peer has sent its last. One call at a time. */
  read(): Promise<Octets> {
    const piece = this.#arrived.shift();
    if (piece !== undefined) return Promise.resolve(piece);
    if (this.#end?.error) return Promise.reject(this.#end.error);
    if (this.#end) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.#reader = { resolve, reject };
      this.#startTimer();
      if (this.#socket.isPaused()) this.#socket.resume();
    });
  }

  /** Resolves when the operating system has taken all octets. */
  write(pieces: readonly Uint8Array[]): Promise<void> {
    if (this.#end?.error) return Promise.reject(this.#end.error);
    if (pieces.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiter = { act: "write to the connection", reject };
      this.#send(pieces, (error) => {
        this.#waiters.delete(waiter);
        if (error) reject(asClientError(error));
        else resolve();
      });
      const isTaken = this.#socket.writableLength === 0 && !this.#socket.errored;
      if (isTaken) return resolve(); // mostly at once, and there is nothing to wait for
      this.#waiters.add(waiter);
      this.#startTimer();
    });
  }

  /** Settles as `promise` does; rejects when the channel is closed meanwhile. */
  whileOpen<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const waiter = { act: undefined, reject };
      this.#waiters.add(waiter);
      if (this.#end?.error) reject(this.#end.error);
      promise.then(resolve, reject).finally(() => this.#waiters.delete(waiter));
    });
  }

  /** Closes the socket. Whoever still waits to read or write gets `error`. */
  close(error: Error = new NotConnected()): void {
    this.#finish(error);
    this.#socket.destroy();
  }

  /** Gives the socket back, paused and with nothing of the channel left on it but that an error ends no process. */
  release(): Duplex {
    clearTimeout(this.#timer);
    this.#socket.pause();
    this.#socket.off("data", this.#onData).off("end", this.#onEnd).off("close", this.#onClose);
    return this.#socket;
  }

  readonly #onData = (octets: Uint8Array) => {
    this.#record("server", octets);
    const reader = this.#reader;
    this.#reader = undefined;
    if (reader !== undefined) return reader.resolve(octets);
    this.#arrived.push(octets);
    this.#socket.pause();
  };

  readonly #onEnd = () => this.#finish(undefined);

  readonly #onError = (error: Error) => this.#fail(asClientError(error));

  // After "end" or "error" this changes nothing. Alone, it means that the stream was broken off.
  readonly #onClose = () => this.#fail(new ConnectionResetError("The connection was broken off"));

  /** What Node holds of a paused socket arrived before the error, and is read before it. */
  #fail(error: Error): void {
    for (let octets = this.#socket.read(); octets !== null; octets = this.#socket.read())
      this.#onData(octets);
    this.#finish(error);
  }

  #send(pieces: readonly Uint8Array[], written: (error?: Error | null) => void): void {
    const last = pieces.length - 1;
    if (last > 0) this.#socket.cork(); // head and body leave together
    for (const [index, piece] of pieces.entries()) {
      this.#record("client", piece);
      if (index < last) this.#socket.write(piece);
      else this.#socket.write(piece, written);
    }
    if (last > 0) this.#socket.uncork();
  }

  #finish(error: Error | undefined): void {
    this.#end ??= { error };
    const reader = this.#reader;
    this.#reader = undefined;
    if (this.#end.error) reader?.reject(this.#end.error);
    else reader?.resolve(undefined);
    if (!error) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const waiter of this.#waiters) waiter.reject(error);
  }

  #record(from: Sender, octets: Uint8Array): void {
    this.#options.record?.({
      from,
      octets: copyOctets([octets]),
      atMs: performance.now() - this.#openedAt,
    });
  }

  #startTimer(): void {
    const { timeoutMs } = this.#options;
    if (timeoutMs === undefined) return;
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#timedOut(timeoutMs), timeoutMs);
    else this.#timer.refresh();
  }

  #timedOut(timeoutMs: number): void {
    this.#timer = undefined;
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.reject(timeoutAfter(timeoutMs, "read from the connection"));
    for (const { act, reject } of this.#waiters) if (act) reject(timeoutAfter(timeoutMs, act));
  }
}
