// One socket, read and written by awaiting.
//
// Node's streams push events; a client of one exchange at a time wants to pull. The channel turns one into the other.
// It leaves the socket paused, so that what is not asked for waits in the kernel and slows the sender down. An error
// that follows octets is kept until the octets were read: a reset must not take away a body that had arrived.

import type { Duplex } from "node:stream";
import { copyOctets, type Sender, type TranscriptEvent } from "../wire/index.ts";
import { ConnectionResetError, TimeoutError } from "./errors.ts";

export interface ChannelOptions {
  /** Milliseconds that one wait may take; undefined waits for ever, as http.client does. */
  readonly timeoutMs: number | undefined;
  /** Gets a copy of every octet, when a transcript is wanted. */
  readonly record?: ((event: TranscriptEvent) => void) | undefined;
}

export class SocketChannel {
  readonly socket: Duplex;
  readonly #options: ChannelOptions;
  readonly #openedAt = performance.now();
  #ended = false;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: Duplex, options: ChannelOptions) {
    this.socket = socket;
    this.#options = options;
    socket.on("readable", () => this.#wake?.());
    socket.on("end", () => this.#finish(undefined));
    socket.on("close", () => this.#finish(undefined));
    socket.on("error", (error) => this.#finish(error));
  }

  /** The octets that arrived since the last call, at least one; undefined when the peer has sent its last. */
  async read(): Promise<Uint8Array | undefined> {
    for (;;) {
      const octets: Uint8Array | null = this.socket.read();
      if (octets !== null) {
        this.#record("server", octets);
        return octets;
      }
      if (this.#error !== undefined) throw asClientError(this.#error);
      if (this.#ended) return undefined;
      await this.#wait("read from the connection", (wake) => {
        this.#wake = wake;
      });
    }
  }

  /** Resolves when the operating system has taken all octets. */
  async write(pieces: readonly Uint8Array[]): Promise<void> {
    if (this.#error !== undefined) throw asClientError(this.#error);
    let failure: Error | null | undefined;
    await this.#wait("write to the connection", (wake) => {
      this.socket.cork();
      pieces.forEach((piece, index) => {
        this.#record("client", piece);
        const isLast = index === pieces.length - 1;
        this.socket.write(piece, (error) => {
          failure ??= error;
          if (isLast || error) wake();
        });
      });
      this.socket.uncork();
    });
    if (failure) throw asClientError(failure);
  }

  close(): void {
    this.socket.destroy();
  }

  #finish(error: Error | undefined): void {
    this.#error ??= error;
    this.#ended = true;
    this.#wake?.();
  }

  #record(from: Sender, octets: Uint8Array): void {
    this.#options.record?.({
      from,
      octets: copyOctets([octets]),
      atMs: performance.now() - this.#openedAt,
    });
  }

  #wait(act: string, begin: (wake: () => void) => void): Promise<void> {
    const { timeoutMs } = this.#options;
    return new Promise((resolve, reject) => {
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(() => reject(new TimeoutError(act, timeoutMs)), timeoutMs);
      begin(() => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      });
    });
  }
}

/** Node's error under its http.client name where it has one, with Node's kept as `cause`. */
function asClientError(error: Error): Error {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== "ECONNRESET" && code !== "EPIPE") return error;
  return new ConnectionResetError(`The peer broke the connection off (${code})`, { cause: error });
}
