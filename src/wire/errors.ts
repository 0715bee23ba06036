// The exceptions that octets alone can cause, under their http.client names.
// Those that need a socket or a connection's state live in src/client/errors.ts.

/** The family of everything that a peer's octets, or a misuse of the client, can cause. Refused connections and time-outs are not in it. */
export class HTTPException extends Error {
  override name = "HTTPException";
}

/** The first line of a response is not a status-line (RFC 9112 §4). `line` is that line, unchanged. */
export class BadStatusLine extends HTTPException {
  override name = "BadStatusLine";
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
  override name = "UnknownProtocol";
  readonly version: string;

  constructor(version: string) {
    super(`Cannot read a response in ${version}: expected HTTP/1.0 or HTTP/1.1`);
    this.version = version;
  }
}

/** The message ended before its body was complete. */
export class IncompleteRead extends HTTPException {
  override name = "IncompleteRead";
  /** The octets of the body that did arrive. */
  readonly partial: Uint8Array;
  /** How many more octets were announced; undefined where the framing does not tell. */
  readonly expected: number | undefined;

  constructor(partial: Uint8Array, expected?: number) {
    const missing = expected === undefined ? "" : `, ${expected} more expected`;
    super(`IncompleteRead(${partial.length} bytes read${missing})`);
    this.partial = partial;
    this.expected = expected;
  }
}

/** A line is longer than the limit. */
export class LineTooLong extends HTTPException {
  override name = "LineTooLong";

  constructor(what: string, limit: number) {
    super(`got more than ${limit} bytes when reading ${what}`);
  }
}
