import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { asClientError, timeoutAfter } from "./errors.ts";
import { waitFor } from "./waiting.ts";

/** Where to connect, and for how long to try. */
export interface ConnectTarget {
  /** As it was given: a name may hold letters outside ASCII, an IPv6 address has no brackets. */
  readonly host: string;
  readonly port: number;
  /** Milliseconds; undefined waits as long as the operating system does. */
  readonly timeout: number | undefined;
  /** Aborted, with the error to fail with as its reason, when the connection is closed before it has opened. */
  readonly signal: AbortSignal;
  /** Address and port of this machine to connect from; a port of 0 is chosen by the operating system. */
  readonly sourceAddress?: readonly [host: string, port: number] | undefined;
}

/** Opens the stream that a connection talks over. The seam that tests and tunnels replace. */
export type CreateConnection = (target: ConnectTarget) => Promise<Duplex>;

/** Opens a TCP connection. Most errors of the operating system come as Node gives them: `ECONNREFUSED`, `ENOTFOUND` … */
export const createTcpConnection: CreateConnection = ({ host, port, timeout, signal, sourceAddress }) => {
  const [localAddress, localPort] = sourceAddress ?? [];
  // allowHalfOpen: the server's end of sending is not ours; http.client's sockets behave the same.
  const socket = connect({
    host,
    port,
    noDelay: true,
    allowHalfOpen: true,
    ...(localAddress !== undefined && { localAddress }),
    ...(localPort !== undefined && { localPort }),
  });
  const timedOut = (timeoutMs: number) => timeoutAfter(timeoutMs, `connect to ${host} port ${port}`);
  return waitFor<Socket>(
    { timeout, signal, timedOut },
    (resolve, reject) => {
      // This listener stays: an error that none listens for would end the process.
      socket.on("error", (error) => reject(asClientError(error)));
      socket.once("connect", () => resolve(socket));
    },
    () => socket.destroy(),
  );
};
