// The exceptions of http.client, under its names and in its family, that octets or the order of calls can cause.
// Those that need a socket live in src/client/errors.ts.

/** The family of everything that a peer's octets, or a misuse of the client, can cause. Refused connections and time-outs are not in it. */
export class HTTPException extends Error {
  override name = this.constructor.name;
}

/** The first line of a response is not a status-line (RFC 9112 §4). `line` is that line, unchanged. */
export class BadStatusLine extends HTTPException {
  readonly line: string;

  constructor(
    line: string,
    message = `Cannot read the status-line ${JSON.stringify(line)}: expected "HTTP/1.1 200 OK" or alike (RFC 9112 §4)`,
  ) {
    super(message);
    this.line = line;
  }
}

/** The response is in a version of HTTP other than 0.9 and 1.x. `version` is the text that came: `HTTP/2.0`. */
export class UnknownProtocol extends HTTPException {
  readonly version: string;

  constructor(version: string) {
    super(`Cannot read a response in ${version}: expected HTTP/1.0 or HTTP/1.1`);
    this.version = version;
  }
}

/** Never thrown, here as in http.client: a name for callers to use. */
export class UnknownTransferEncoding extends HTTPException {}

/** Never thrown, here as in http.client: a name for callers to use. */
export class UnimplementedFileMode extends HTTPException {}

/** The message ended before its body was complete. */
export class IncompleteRead extends HTTPException {
  /** The octets of the body that did arrive. */
  readonly partial: Uint8Array;
  /** How many more octets were announced; undefined where the framing does not tell. */
  readonly expected: number | undefined;

  /** @param cause Why the end that came is not the body's, where that needs saying */
  constructor(partial: Uint8Array, expected?: number, cause?: string) {
    const missing = expected === undefined ? "" : `, ${expected} more expected`;
    const reason = cause === undefined ? "" : `: ${cause}`;
    super(
      `IncompleteRead(${partial.length} bytes read${missing})${reason}`,
      cause === undefined ? {} : { cause },
    );
    this.partial = partial;
    this.expected = expected;
  }
}

/** A line is longer than the limit. */
export class LineTooLong extends HTTPException {
  constructor(what: string, limit: number) {
    super(`got more than ${limit} bytes when reading ${what}`);
  }
}

/** A call came in a state of the connection that does not allow it. `state` is that state: `Request-sent`. */
export class ImproperConnectionState extends HTTPException {
  readonly state: string;

  constructor(state: string, act: string, next: string) {
    super(`Cannot ${act} in the state ${state}: ${next}`);
    this.state = state;
  }
}

/** A request was begun before the one before it was answered. */
export class CannotSendRequest extends ImproperConnectionState {
  constructor(state: string) {
    super(state, "send a request", "get the response of the request before it first, or close()");
  }
}

/** A field line, or the end of them, came where no request was begun. */
export class CannotSendHeader extends ImproperConnectionState {
  constructor(state: string) {
    super(state, "send a field line", "call putRequest() first");
  }
}

/** A response was asked for that no request can have caused, or before the body of the one before it was read. */
export class ResponseNotReady extends ImproperConnectionState {
  constructor(state: string) {
    super(state, "read a response", "send a request first, and read the body of the response before it");
  }
}
