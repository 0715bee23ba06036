// The exceptions of the connection: its socket and its caller. Those of the octets and of the order of calls are in
// src/wire/errors.ts.

import { BadStatusLine, HTTPException } from "../wire/index.ts";

/** There is no connection to write to or read from. */
export class NotConnected extends HTTPException {
  constructor() {
    super("Cannot use a connection that is closed: call connect() or request() to open it again");
  }
}

/** The host, the port or the request-target cannot be put into a request. */
export class InvalidURL extends HTTPException {}

/** The proxy did not open the tunnel. http.client has a plain `OSError` for it, and so it is no `HTTPException`. */
export class TunnelError extends Error {
  override name = "TunnelError";
  /** Status code of the proxy's answer. */
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string) {
    super(`Tunnel connection failed: ${status} ${reason}`);
    this.status = status;
    this.reason = reason;
  }
}

/** The peer broke the connection off: Node's `ECONNRESET` or `EPIPE`, kept as `cause`. */
export class ConnectionResetError extends Error {
  override name = "ConnectionResetError";
  readonly code: string = "ECONNRESET";

  // RemoteDisconnected has two parents in http.client. A class has one here, so `instanceof` is told about the other.
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass inherits this method, and then is the class asked about
    const asked = this as typeof ConnectionResetError;
    const isInstance = Function.prototype[Symbol.hasInstance].call(asked, value);
    return isInstance || (asked === ConnectionResetError && value instanceof RemoteDisconnected);
  }
}

/** The peer closed the connection before it sent any octet of a response. Is a `BadStatusLine` and a `ConnectionResetError`. */
export class RemoteDisconnected extends BadStatusLine {
  readonly code = "ECONNRESET";

  constructor() {
    super("", "The connection closed without a response");
  }
}

/** Nothing happened on the connection for as long as `timeout`, or the operating system, allows. */
export class TimeoutError extends Error {
  override name = "TimeoutError";
  readonly code = "ETIMEDOUT";
}

export function timeoutAfter(timeoutMs: number, act: string): TimeoutError {
  return new TimeoutError(`Cannot ${act}: nothing happened for ${timeoutMs} ms`);
}

// Those that begin with ERR are what Node says where a stream has ended or was destroyed and no system call failed.
const BROKEN_OFF =
  /^(ECONNRESET|EPIPE|ERR_STREAM_DESTROYED|ERR_STREAM_PREMATURE_CLOSE|ERR_STREAM_WRITE_AFTER_END)$/;

/** Node's error under its http.client name where it has one, with Node's kept as `cause`. */
export function asClientError(error: Error): Error {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (error instanceof ConnectionResetError || error instanceof TimeoutError) return error;
  if (BROKEN_OFF.test(code)) {
    return new ConnectionResetError(`The peer broke the connection off (${code})`, { cause: error });
  }
  if (code === "ETIMEDOUT") {
    return new TimeoutError("The peer did not answer for as long as the operating system waits", {
      cause: error,
    });
  }
  return error;
}
