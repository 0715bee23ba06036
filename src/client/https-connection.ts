import type { Duplex } from "node:stream";
import type { ConnectionOptions as TlsOptions } from "node:tls";
import type { ConnectTarget } from "./connect.ts";
import { type ConnectionOptions, HTTPConnection } from "./connection.ts";
import { secured, type Transport } from "./tls.ts";

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
