// The client's two connections, which also tell whether the server ended them first. A subclass has a hand on the stream
// that HTTP is spoken over, TCP's or TLS's, and all that is done with it here is to look how it ends.

import type { Duplex } from "node:stream";
import {
  type ConnectTarget,
  HTTPConnection,
  HTTPSConnection,
  type SecureConnectionOptions,
} from "../client/index.ts";
import type { Origin, ServerEnd } from "./observed.ts";

/** What is noticed while a connection lives. */
export interface EndWatch {
  serverEnd?: ServerEnd;
}

/** A connection that is not opened yet. @param watch Where its end is written down */
export function watchedConnection(
  { scheme, host, port }: Origin,
  options: SecureConnectionOptions,
  watch: EndWatch,
): HTTPConnection {
  const onStream = (stream: Duplex) => watchEnd(stream, watch);
  if (scheme === "http") return new WatchedConnection(host, port, options, onStream);
  return new WatchedSecureConnection(host, port, options, onStream);
}

function watchEnd(stream: Duplex, watch: EndWatch): void {
  stream.once("end", () => {
    watch.serverEnd ??= "end";
  });
  stream.once("error", ({ code = "" }: NodeJS.ErrnoException) => {
    if (/^(?:ECONNRESET|EPIPE)$/.test(code)) watch.serverEnd ??= "reset";
  });
}

type OnStream = (stream: Duplex) => void;

class WatchedConnection extends HTTPConnection {
  readonly #onStream: OnStream;

  constructor(host: string, port: number, options: SecureConnectionOptions, onStream: OnStream) {
    super(host, port, options);
    this.#onStream = onStream;
  }

  protected override async secure(stream: Duplex, target: ConnectTarget) {
    const transport = await super.secure(stream, target);
    this.#onStream(transport.stream);
    return transport;
  }
}

class WatchedSecureConnection extends HTTPSConnection {
  readonly #onStream: OnStream;

  constructor(host: string, port: number, options: SecureConnectionOptions, onStream: OnStream) {
    super(host, port, options);
    this.#onStream = onStream;
  }

  protected override async secure(stream: Duplex, target: ConnectTarget) {
    const transport = await super.secure(stream, target);
    this.#onStream(transport.stream);
    return transport;
  }
}
