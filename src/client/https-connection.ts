// HTTPSConnection, and TLS over any stream.
//
// A TLS connection that ends without a close_notify alert may have been cut off by somebody in between (RFC 8446 §6.1).
// Node reports both ends alike. So the octets of TLS pass through `Below`, a stream of our own, and the order tells:
// when TLS ends while the stream below it has not, a close_notify has come.

import { isIP } from "node:net";
import { Duplex } from "node:stream";
import { type TLSSocket, type ConnectionOptions as TlsOptions, connect as tlsConnect } from "node:tls";
import { type ConnectTarget, type Transport, waitFor } from "./connect.ts";
import { type ConnectionOptions, HTTPConnection } from "./connection.ts";
import { asClientError, ConnectionResetError, timeoutAfter } from "./errors.ts";

export const HTTPS_PORT = 443;

export interface SecureConnectionOptions extends ConnectionOptions {
  /** Node's options of `tls.connect`: `ca` for a private CA, `cert` and `key` for a client certificate … */
  readonly tls?: TlsOptions;
}

/**
 * An `HTTPConnection` over TLS. The certificate and the host name in it are verified unless `tls` says otherwise.
 *
 * @example
 * const connection = new HTTPSConnection("localhost", 8443, { tls: { ca: readFileSync("ca.pem") } });
 * await connection.request("GET", "/");
 * (await connection.getResponse()).status; // 200
 * connection.close();
 */
export class HTTPSConnection extends HTTPConnection {
  static override readonly defaultPort: number = HTTPS_PORT;
  readonly #tls: TlsOptions;

  constructor(host: string, port?: number, options: SecureConnectionOptions = {}) {
    super(host, port, options);
    this.#tls = options.tls ?? {};
  }

  protected override secure(stream: Duplex, target: ConnectTarget): Promise<Transport> {
    return secured(stream, target, this.#tls);
  }
}

/** Passes everything on, both ways, and remembers that the stream below has ended. */
class Below extends Duplex {
  isEnded = false;
  readonly #stream: Duplex;

  constructor(stream: Duplex) {
    super();
    this.#stream = stream;
    stream.on("data", (octets: Uint8Array) => {
      if (!this.push(octets)) stream.pause();
    });
    stream.on("end", () => this.push(null));
    // Ended for TLS, that is, once it has taken all that came before.
    this.on("end", () => {
      this.isEnded = true;
    });
    stream.on("error", (error) => this.destroy(error));
    stream.on("close", () => this.destroy());
  }

  override _read(): void {
    this.#stream.resume();
  }

  override _write(octets: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    this.#stream.write(octets, done);
  }

  override _final(done: () => void): void {
    this.#stream.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#stream.destroy();
    done(error);
  }
}

/**
 * Speaks TLS over a stream: server name, verification of the certificate and of the host name in it, ALPN `http/1.1`.
 *
 * @param target The host whose certificate it must be, and how long each side may be silent
 * @param options Node's options of `tls.connect`: `ca` for a private CA, `cert` and `key` for a client certificate
 * @throws {Error} Node's own, when the certificate is not one to trust: its `code` is `ERR_TLS_CERT_ALTNAME_INVALID`,
 *   `SELF_SIGNED_CERT_IN_CHAIN` …
 */
async function secured(
  stream: Duplex,
  { host, port, timeout, signal }: ConnectTarget,
  options: TlsOptions,
): Promise<Transport> {
  const below = new Below(stream);
  // An address is never a server name (RFC 6066 §3).
  const name = isIP(host) === 0 ? { servername: host } : {};
  const socket = tlsConnect({ host, ...name, ALPNProtocols: ["http/1.1"], ...options, socket: below });
  const hasCloseNotify = watchEnd(socket, below);
  const timedOut = (timeoutMs: number) => timeoutAfter(timeoutMs, `agree on TLS with ${host} port ${port}`);
  await waitFor<void>(
    { timeout, signal, timedOut },
    (resolve, reject) => {
      socket.on("error", (error) => reject(asClientError(error)));
      socket.on("close", () => reject(new ConnectionResetError("The connection was broken off during TLS")));
      socket.once("secureConnect", resolve);
    },
    () => socket.destroy(),
  );
  return { stream: socket, isTruncated: () => !hasCloseNotify() };
}

function watchEnd(socket: TLSSocket, below: Below): () => boolean {
  let hasCloseNotify = false;
  const push = socket.push.bind(socket);
  socket.push = (octets: unknown, encoding?: BufferEncoding) => {
    if (octets === null && !below.isEnded) hasCloseNotify = true;
    return push(octets, encoding);
  };
  return () => hasCloseNotify;
}
