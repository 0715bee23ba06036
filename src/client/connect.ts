import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { TimeoutError } from "./errors.ts";

/** Where to connect, and for how long to try. */
export interface ConnectTarget {
  readonly host: string;
  readonly port: number;
  /** Milliseconds; undefined waits as long as the operating system does. */
  readonly timeout: number | undefined;
}

/** Opens the stream that a connection talks over. The seam that tests and tunnels replace. */
export type CreateConnection = (target: ConnectTarget) => Promise<Duplex>;

/** Opens a TCP connection. Errors of the operating system come as Node gives them: `ECONNREFUSED`, `ENOTFOUND` … */
export const createTcpConnection: CreateConnection = ({ host, port, timeout }) =>
  new Promise((resolve, reject) => {
    // allowHalfOpen: the server's end of sending is not ours; http.client's sockets behave the same.
    const socket = connect({ host, port, noDelay: true, allowHalfOpen: true });
    const settle = (act: () => void) => {
      clearTimeout(timer);
      socket.removeAllListeners("error").removeAllListeners("connect");
      act();
    };
    const timer = setTimer(timeout, () => {
      socket.destroy();
      settle(() => reject(new TimeoutError(`connect to ${host} port ${port}`, timeout!)));
    });
    socket.once("error", (error) => settle(() => reject(error)));
    socket.once("connect", () => settle(() => resolve(socket)));
  });

function setTimer(timeout: number | undefined, act: () => void): NodeJS.Timeout | undefined {
  return timeout === undefined ? undefined : setTimeout(act, timeout);
}
