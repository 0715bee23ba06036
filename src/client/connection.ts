// HTTPConnection: one exchange at a time over one socket.
//
//   Idle -- request() --> Request-sent -- getResponse() --> Idle, with a response whose body waits on the connection
//
// In between, while request() checks what it was given, the state is Request-started. What fails leaves the state as it
// is: after a refused request, and after a response that could not be read, close() is the way back to Idle.
//
// The states are http.client's. What the octets mean is decided in src/wire; how they come and go in SocketChannel
// and OctetReader. Here is only what ties them together: when to connect, when to close, what may follow what.

import { isIPv6 } from "node:net";
import {
  builtinCodec,
  type Codec,
  FieldSection,
  type Transcript,
  type TranscriptEvent,
} from "../wire/index.ts";
import { bodyReader } from "./body-reader.ts";
import { type CreateConnection, createTcpConnection } from "./connect.ts";
import {
  CannotSendRequest,
  ConnectionResetError,
  InvalidURL,
  NotConnected,
  ResponseNotReady,
} from "./errors.ts";
import { OctetReader } from "./octet-reader.ts";
import { automaticFields, bodyOctets, fieldLines, type RequestBody, type RequestHeaders } from "./request.ts";
import { HTTPResponse, type ResponseHead } from "./response.ts";
import { readResponseHead } from "./response-head.ts";
import { SocketChannel } from "./socket-channel.ts";

export interface ConnectionOptions {
  /** Milliseconds for connecting and for each wait after that. There is no limit by default, as in http.client. */
  readonly timeout?: number;
  /** Parts that stand in for the built-in ones. */
  readonly codec?: Partial<Codec>;
  /** Keeps what crosses the wire for `connection.transcript`. */
  readonly transcript?: boolean;
  readonly createConnection?: CreateConnection;
}

export interface RequestOptions {
  readonly body?: RequestBody;
  readonly headers?: RequestHeaders;
}

export const HTTP_PORT = 80;

// What http.client refuses in a request-target, and everything outside ASCII.
const NOT_IN_TARGET = /[^\x21-\x7e]/;
const NOT_IN_HOST = /[\0-\x20/\x7f]/;

/** What setTimeout can count to. Beyond it, a timer goes off at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The socket of a connection, and what reads it. */
interface Channel {
  readonly socket: SocketChannel;
  readonly reader: OctetReader;
}

/** What was sent and waits for its response. */
interface SentRequest {
  readonly method: string;
  readonly fields: FieldSection;
}

/**
 * A connection to one server, which carries one exchange at a time. The counterpart of `http.client.HTTPConnection`.
 * Making one opens nothing: `connect()` does, and `request()` where it was not called.
 *
 * @example
 * const connection = new HTTPConnection("localhost", 8080, { timeout: 5000 });
 * try {
 *   await connection.request("GET", "/get");
 *   const response = await connection.getResponse();
 *   console.log(response.status, (await response.read()).length);
 * } finally {
 *   connection.close();
 * }
 */
export class HTTPConnection implements AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly timeout: number | undefined;
  readonly #codec: Codec;
  readonly #createConnection: CreateConnection;
  readonly #transcript: TranscriptEvent[] | undefined;
  #state: "Idle" | "Request-started" | "Request-sent" = "Idle";
  #opening: { readonly done: Promise<void>; readonly abort: AbortController } | undefined;
  #channel: Channel | undefined;
  #sent: SentRequest | undefined;
  /** The response whose body is still on the connection. */
  #unread: HTTPResponse | undefined;
  /** Responses after which the server closes: they keep their socket, the next request gets a new one. */
  readonly #detached = new Set<HTTPResponse>();

  /**
   * @param host Host name or address, an IPv6 address without brackets; no URL, and no port in it
   * @throws {InvalidURL} When the host is not a host, or the port is not 0 to 65535
   * @throws {RangeError} When `timeout` is not a number of milliseconds that a timer can count
   */
  constructor(host: string, port: number = HTTP_PORT, options: ConnectionOptions = {}) {
    if (host === "" || NOT_IN_HOST.test(host) || (host.includes(":") && !isIPv6(host))) {
      throw new InvalidURL(
        `Cannot connect to the host ${JSON.stringify(host)}: expected a name or an address, not a URL, and the port as the second argument`,
      );
    }
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new InvalidURL(`Cannot connect to the port ${port}: expected a whole number from 0 to 65535`);
    }
    const { timeout } = options;
    if (timeout !== undefined && !(timeout > 0 && timeout <= LONGEST_TIMEOUT_MS)) {
      throw new RangeError(
        `Cannot wait for ${timeout} ms: expected more than 0 and at most ${LONGEST_TIMEOUT_MS}; leave timeout out for no limit`,
      );
    }
    this.host = host;
    this.port = port;
    this.timeout = timeout;
    this.#codec = { ...builtinCodec, ...options.codec };
    this.#createConnection = options.createConnection ?? createTcpConnection;
    this.#transcript = options.transcript ? [] : undefined;
  }

  /** Under the names that http.client's errors show. */
  get state(): "Idle" | "Request-started" | "Request-sent" {
    return this.#state;
  }

  /** What crossed the wire so far; empty unless the option `transcript` asked for it. */
  get transcript(): Transcript {
    return this.#transcript ?? [];
  }

  /**
   * Opens the connection. Does nothing when it is open.
   *
   * @throws {TimeoutError} When it takes longer than `timeout`; otherwise Node's own error, `ECONNREFUSED` for example
   * @throws {NotConnected} When `close()` is called meanwhile
   */
  async connect(): Promise<void> {
    if (this.#channel !== undefined) return;
    this.#opening ??= this.#beginOpening(); // calls at the same time share one socket
    await this.#opening.done;
  }

  /**
   * Sends a request, and connects first where that is needed. `Host`, `Accept-Encoding: identity` and
   * `Content-Length` are added where `headers` does not set them.
   *
   * @param target The request-target, percent-encoded: `/get?name=caf%C3%A9`
   * @throws {CannotSendRequest} When the request before it was not answered yet
   * @throws {InvalidURL} When `target` holds a space, a control character or a letter outside ASCII
   * @throws {TypeError} When the method or a field would change the structure of the message
   */
  async request(method: string, target: string, { body, headers = [] }: RequestOptions = {}): Promise<void> {
    if (this.#state !== "Idle") throw new CannotSendRequest(this.#state);
    this.#state = "Request-started";
    if (NOT_IN_TARGET.test(target)) {
      throw new InvalidURL(
        `Cannot request ${JSON.stringify(target)}: percent-encode spaces, controls and letters outside ASCII`,
      );
    }
    const own = fieldLines(headers);
    const content = bodyOctets(body);
    const fields = [...automaticFields(method, content, own), ...own];
    const port = this.port === HTTP_PORT ? undefined : this.port;
    const head = this.#codec.requestHead({ method, target: target || "/", host: this.host, port, fields });
    this.#state = "Request-sent";
    this.#sent = { method, fields: new FieldSection(fields) };
    const { socket } = await this.#openChannel();
    await socket.write(content === undefined ? [head] : [head, content]);
  }

  /**
   * Reads the head of the response to the request that was sent. Its body stays on the connection until it is read.
   *
   * @throws {ResponseNotReady} When no request was sent, or the body of the response before it was not read
   * @throws {NotConnected} When the connection was closed after the request was sent
   * @throws {BadStatusLine} @throws {RemoteDisconnected} @throws {HTTPException} When what comes is not a response
   * @throws {TimeoutError} When no octet comes for `timeout` milliseconds
   */
  async getResponse(): Promise<HTTPResponse> {
    const sent = this.#sent;
    if (sent === undefined || this.#unread !== undefined) throw new ResponseNotReady(this.#state);
    const channel = this.#channel;
    if (channel === undefined) throw new NotConnected();
    this.#sent = undefined; // a second call meanwhile must not read the same octets
    try {
      const head = await readResponseHead(channel.reader, this.#codec);
      if (this.#channel !== channel) throw new NotConnected();
      const response = this.#responseTo(sent, head, channel);
      this.#state = "Idle";
      return response;
    } catch (error) {
      if (this.#channel === channel) this.#sent = sent;
      // As in http.client: a lost connection can be opened anew; after any other error the caller has to close.
      if (this.#channel === channel && error instanceof ConnectionResetError) this.close();
      throw error;
    }
  }

  /** Closes the connection and gives up what was not read, whatever state it is in. Closing twice, or before connecting, is safe. */
  close(): void {
    this.#opening?.abort.abort(new NotConnected());
    this.#opening = undefined;
    this.#channel?.socket.close();
    this.#channel = undefined;
    this.#state = "Idle";
    this.#sent = undefined;
    this.#unread?.close();
    for (const response of this.#detached) response.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  #beginOpening(): { done: Promise<void>; abort: AbortController } {
    const abort = new AbortController();
    const done = this.#open(abort.signal).finally(() => {
      if (this.#opening?.abort === abort) this.#opening = undefined;
    });
    return { done, abort };
  }

  async #open(signal: AbortSignal): Promise<void> {
    const { host, port, timeout } = this;
    const stream = await this.#createConnection({ host, port, timeout, signal });
    if (signal.aborted) {
      stream.destroy();
      throw signal.reason;
    }
    const socket = new SocketChannel(stream, {
      timeoutMs: timeout,
      record: this.#transcript && ((event) => this.#transcript!.push(event)),
    });
    this.#channel = { socket, reader: new OctetReader(() => socket.read()) };
  }

  async #openChannel(): Promise<Channel> {
    const kept = this.#channel;
    // Octets that no request asked for are never a response (RFC 9112 §9.2): go on with a new connection.
    const isPoisoned =
      this.#unread === undefined && kept && kept.reader.bufferedOctets + kept.socket.bufferedOctets > 0;
    if (isPoisoned) this.#drop(kept);
    await this.connect();
    if (this.#channel === undefined) throw new NotConnected();
    return this.#channel;
  }

  #responseTo(sent: SentRequest, head: ResponseHead, channel: Channel): HTTPResponse {
    const { version, statusCode, fields } = head;
    const framing = this.#codec.messageBodyLength({ method: sent.method, statusCode, fields });
    // After a 101 the connection speaks another protocol, and after CONNECT with another server.
    const isStillHttp = statusCode !== 101 && !(sent.method === "CONNECT" && statusCode < 300);
    const isKept =
      isStillHttp &&
      this.#codec.isPersistent({ version, requestFields: sent.fields, responseFields: fields, framing });
    const response = new HTTPResponse(
      head,
      bodyReader(framing, channel.reader, this.#codec),
      (isComplete) => {
        if (this.#unread === response) this.#unread = undefined;
        this.#detached.delete(response);
        if (!(isComplete && isKept)) this.#drop(channel);
      },
    );
    if (isKept) {
      this.#unread = response;
    } else {
      this.#detached.add(response);
      this.#channel = undefined;
    }
    return response;
  }

  #drop(channel: Channel): void {
    channel.socket.close();
    if (this.#channel === channel) this.#channel = undefined;
  }
}
