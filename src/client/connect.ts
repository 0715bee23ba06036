import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { asClientError, timeoutAfter } from "./errors.ts";

/** Where to connect, and for how long to try. */
export interface ConnectTarget {
  readonly host: string;
  readonly port: number;
  /** Milliseconds; undefined waits as long as the operating system does. */
  readonly timeout: number | undefined;
  /** Aborted, with the error to fail with as its reason, when the connection is closed before it has opened. */
  readonly signal: AbortSignal;
}

/** Opens the stream that a connection talks over. The seam that tests and tunnels replace. */
export type CreateConnection = (target: ConnectTarget) => Promise<Duplex>;

/** Opens a TCP connection. Most errors of the operating system come as Node gives them: `ECONNREFUSED`, `ENOTFOUND` … */
export const createTcpConnection: CreateConnection = ({ host, port, timeout, signal }) =>
  new Promise((resolve, reject) => {
    // allowHalfOpen: the server's end of sending is not ours; http.client's sockets behave the same.
    const socket = connect({ host, port, noDelay: true, allowHalfOpen: true });
    const abort = () => socket.destroy(signal.reason);
    signal.addEventListener("abort", abort);
    const timer = setTimer(timeout, () =>
      socket.destroy(timeoutAfter(timeout!, `connect to ${host} port ${port}`)),
    );
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      act();
    };
    // This listener stays: an error that none listens for would end the process.
    socket.on("error", (error) => settle(() => reject(asClientError(error))));
    socket.once("connect", () => settle(() => resolve(socket)));
  });

function setTimer(timeout: number | undefined, act: () => void): NodeJS.Timeout | undefined {
  return timeout === undefined ? undefined : setTimeout(act, timeout);
}
