// One socket, read and written by awaiting.
//
// Node's streams push events; a client of one exchange at a time wants to pull. The channel turns one into the other.
// It leaves the socket paused, so that what is not asked for waits in the kernel and slows the sender down. An error
// that follows octets is kept until the octets were read: a reset must not take away a body that had arrived.

import type { Duplex } from "node:stream";
import { copyOctets, type Sender, type TranscriptEvent } from "../wire/index.ts";
import { asClientError, ConnectionResetError, NotConnected, timeoutAfter } from "./errors.ts";

export interface ChannelOptions {
  /** Milliseconds that one wait may take; undefined waits for ever, as http.client does. */
  readonly timeoutMs: number | undefined;
  /** Gets a copy of every octet, when a transcript is wanted. */
  readonly record?: ((event: TranscriptEvent) => void) | undefined;
}

export class SocketChannel {
  readonly #socket: Duplex;
  readonly #options: ChannelOptions;
  readonly #openedAt = performance.now();
  /** How the peer's octets came to an end: the first thing that happened counts. */
  #end: { readonly error: Error | undefined } | undefined;
  #wakeReader: () => void = () => {};
  #failWriter: (error: Error) => void = () => {};

  constructor(socket: Duplex, options: ChannelOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on("readable", () => this.#wakeReader());
    socket.on("end", () => this.#finish(undefined));
    socket.on("error", (error) => this.#finish(asClientError(error)));
    // After "end" or "error" this changes nothing. Alone, it means that the stream was broken off.
    socket.on("close", () => this.#finish(new ConnectionResetError("The connection was broken off")));
  }

  /** How many octets have arrived here and were not read. */
  get bufferedOctets(): number {
    return this.#socket.readableLength;
  }

  /** The octets that arrived since the last call, at least one; undefined when the peer has sent its last. */
  async read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const octets: Uint8Array | null = this.#socket.read();
      if (octets !== null) {
        this.#record("server", octets);
        return octets;
      }
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return undefined;
      await this.#wait("read from the connection", (resolve) => {
        this.#wakeReader = resolve;
      });
    }
  }

  /** Resolves when the operating system has taken all octets. */
  async write(pieces: readonly Uint8Array[]): Promise<void> {
    if (this.#end?.error) throw this.#end.error;
    await this.#wait("write to the connection", (resolve, reject) => {
      this.#failWriter = reject;
      // Corked, head and body leave together.
      this.#socket.cork();
      pieces.forEach((piece, index) => {
        this.#record("client", piece);
        const isLast = index === pieces.length - 1;
        this.#socket.write(piece, (error) => {
          if (error) reject(asClientError(error));
          else if (isLast) resolve();
        });
      });
      this.#socket.uncork();
    });
  }

  /** Closes the socket. Whoever still waits to read or write gets `NotConnected`. */
  close(): void {
    this.#finish(new NotConnected());
    this.#socket.destroy();
  }

  #finish(error: Error | undefined): void {
    this.#end ??= { error };
    this.#wakeReader();
    if (error) this.#failWriter(error);
  }

  #record(from: Sender, octets: Uint8Array): void {
    this.#options.record?.({
      from,
      octets: copyOctets([octets]),
      atMs: performance.now() - this.#openedAt,
    });
  }

  /** Waits until `begin` calls what it was given, and no longer than the time-out allows. */
  async #wait(
    act: string,
    begin: (resolve: () => void, reject: (error: Error) => void) => void,
  ): Promise<void> {
    const { timeoutMs } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        if (timeoutMs !== undefined) {
          timer = setTimeout(() => reject(timeoutAfter(timeoutMs, act)), timeoutMs);
        }
        begin(resolve, reject);
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
