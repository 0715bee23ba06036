// HTTPConnection: one exchange at a time over one socket.
//
//   Idle -- putRequest() --> Request-started -- endHeaders() --> Request-sent -- getResponse() --> Idle
//
// request() does the first two. What may follow what is the table in src/wire/state.ts. What the octets mean is decided
// in src/wire; how they come and go in SocketChannel and OctetReader. Here is only what ties them together: when to
// connect, when to close, and who gives up what.
//
// What fails leaves the state as it is, as in http.client: after a refused request, and after a response that could not
// be read, close() is the way back to Idle. The socket does not outlive such a failure.

import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import {
  type BodyFraming,
  builtinCodec,
  CannotSendHeader,
  type Codec,
  type ConnectionEvent,
  type ConnectionState,
  FieldSection,
  ResponseNotReady,
  stateName,
  type Transcript,
  type TranscriptEvent,
} from "../wire/index.ts";
import {
  type Channel,
  type ConnectTarget,
  type CreateConnection,
  createTcpConnection,
  onAbort,
  type Transport,
} from "./connect.ts";
import { ConnectionResetError, NotConnected, TunnelError } from "./errors.ts";
import { splitHostPort } from "./host.ts";
import { Link } from "./link.ts";
import {
  type BegunRequest,
  beginRequest,
  type FieldValue,
  fieldLine,
  fieldLines,
  type PutRequestOptions,
  type RequestHeaders,
} from "./request.ts";
import {
  type BodySource,
  bodySource,
  framingFields,
  heedErrors,
  type RequestBody,
  sendBody,
} from "./request-body.ts";
import { HTTPResponse } from "./response.ts";
import { bodyReader, type ResponseHead, readResponseHead } from "./response-reader.ts";

export interface ConnectionOptions {
  /** Milliseconds for connecting and for each wait after that. There is no limit by default, as in http.client. */
  readonly timeout?: number;
  /** Address and port of this machine to connect from; a port of 0 is chosen by the operating system. */
  readonly sourceAddress?: readonly [host: string, port: number];
  /** Parts that stand in for the built-in ones. */
  readonly codec?: Partial<Codec>;
  /** Keeps what crosses the wire for `connection.transcript`: http.client's debug output, as data. */
  readonly transcript?: boolean;
  readonly createConnection?: CreateConnection;
  /** 10 to send requests of HTTP/1.0, which have neither Host nor chunks; 11 by default. */
  readonly version?: 10 | 11;
}

export interface SendOptions {
  /** Sends each piece of the body as a chunk. The caller has set `Transfer-Encoding: chunked`. */
  readonly encodeChunked?: boolean;
  /** Aborting it closes the connection; connecting, sending, and reading the response and its body fail with its reason. */
  readonly signal?: AbortSignal;
}

export interface RequestOptions extends SendOptions {
  readonly body?: RequestBody | null;
  readonly headers?: RequestHeaders;
}

export const HTTP_PORT = 80;

/** What setTimeout can count to. Beyond it, a timer goes off at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** What was sent and waits for its response. */
interface Exchange {
  readonly method: string;
  readonly fields: FieldSection;
  channel?: Channel;
  response?: HTTPResponse;
  /** Stops listening to the caller's signal. */
  forget(): void;
}

/**
 * A connection to one server, which carries one exchange at a time. The counterpart of `http.client.HTTPConnection`.
 * Making one opens nothing: `connect()` does, and `request()` where it was not called.
 *
 * @example
 * const connection = new HTTPConnection("127.0.0.1", 8080, { timeout: 5000 });
 * try {
 *   await connection.request("GET", "/get?name=Ada");
 *   const response = await connection.getResponse();
 *   response.status; // 200
 *   JSON.parse(new TextDecoder().decode(await response.read())).args; // { name: "Ada" }
 * } finally {
 *   connection.close();
 * }
 */
export class HTTPConnection implements AsyncDisposable {
  /** The port when none is given, which Host does not say. */
  static readonly defaultPort: number = HTTP_PORT;

  readonly host: string;
  readonly port: number;
  readonly timeout: number | undefined;
  /** Whether a request connects where `connect()` was not called. */
  autoOpen = true;
  readonly #options: ConnectionOptions;
  readonly #codec: Codec;
  readonly #transcript: TranscriptEvent[] | undefined;
  readonly #link: Link;
  #state: ConnectionState = "Idle";
  #begun: BegunRequest | undefined;
  #sent: Exchange | undefined;
  /** The response whose body is still on the connection. */
  #unread: HTTPResponse | undefined;
  /** Responses after which the server closes: they keep their socket, the next request gets a new one. */
  readonly #detached = new Set<HTTPResponse>();

  /**
   * @param host Host name or address, with `:port` where the second argument is left out; no URL
   * @throws {InvalidURL} When the host is not a host, or the port is not 0 to 65535
   * @throws {RangeError} When `timeout` is not a number of milliseconds that a timer can count
   */
  constructor(host: string, port?: number, options: ConnectionOptions = {}) {
    const { timeout } = options;
    if (timeout !== undefined && !(timeout > 0 && timeout <= LONGEST_TIMEOUT_MS)) {
      throw new RangeError(
        `Cannot wait for ${timeout} ms: expected more than 0 and at most ${LONGEST_TIMEOUT_MS}; leave timeout out for no limit`,
      );
    }
    ({ host: this.host, port: this.port } = splitHostPort(host, port, this.#defaultPort));
    this.timeout = timeout;
    this.#options = options;
    this.#codec = { ...builtinCodec, ...options.codec };
    this.#transcript = options.transcript ? [] : undefined;
    this.#link = this.#makeLink(options);
  }

  #makeLink({ sourceAddress, createConnection = createTcpConnection }: ConnectionOptions): Link {
    const { host, port, timeout } = this;
    const transcript = this.#transcript;
    return new Link({
      target: { host, port, timeout, sourceAddress },
      codec: this.#codec,
      createConnection,
      secure: (stream, target) => this.secure(stream, target),
      record: transcript && ((event) => transcript.push(event)),
    });
  }

  /** Under the names that http.client's errors show. */
  get state(): "Idle" | "Request-started" | "Request-sent" {
    return stateName(this.#state);
  }

  /** What crossed the wire so far; empty unless the option `transcript` asked for it. */
  get transcript(): Transcript {
    return this.#transcript ?? [];
  }

  /** Address of this machine on the open connection; undefined while there is none. */
  get localAddress(): string | undefined {
    return this.#socket?.localAddress;
  }

  /** Port of this machine on the open connection. */
  get localPort(): number | undefined {
    return this.#socket?.localPort;
  }

  /** Address of the other end of the open connection: the server's, or the proxy's. */
  get remoteAddress(): string | undefined {
    return this.#socket?.remoteAddress;
  }

  /** Port of the other end of the open connection. */
  get remotePort(): number | undefined {
    return this.#socket?.remotePort;
  }

  /**
   * Makes the connection go through a proxy, which connects it to `host` (RFC 9110 §9.3.6).
   *
   * @param host Where requests go; `host` and `port` of the constructor are the proxy's
   * @param headers What the proxy is told beside that: `Proxy-Authorization`
   * @throws {Error} When the connection is open
   *
   * @example
   * const connection = new HTTPSConnection("127.0.0.1", 8080); // the proxy
   * connection.setTunnel("example.com");
   * connection.getProxyResponseHeaders(); // undefined
   */
  setTunnel(host: string, port?: number, headers: RequestHeaders = []): void {
    if (this.#link.isInUse) {
      throw new Error("Cannot set up a tunnel: the connection is open; call close() first");
    }
    this.#link.tunnel = { ...splitHostPort(host, port, this.#defaultPort), fields: fieldLines(headers) };
  }

  /** The fields of the proxy's answer to the last tunnel; undefined while there was none. */
  getProxyResponseHeaders(): FieldSection | undefined {
    return this.#link.proxyFields;
  }

  /**
   * Opens the connection. Does nothing when it is open.
   *
   * @throws {TimeoutError} When it takes longer than `timeout`; otherwise Node's own error, `ECONNREFUSED` for example
   * @throws {TunnelError} When the proxy does not open the tunnel
   * @throws {NotConnected} When `close()` is called meanwhile; the reason of `signal` when that is aborted
   */
  async connect({ signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    signal?.throwIfAborted();
    const forget = onAbort(signal, (reason) => this.#giveUp(reason, reason));
    await this.#link.open().finally(forget);
  }

  /**
   * Sends a request, and connects first where that is needed. `Host`, `Accept-Encoding: identity`, and what says
   * where the body ends are added where `headers` does not set them.
   *
   * @param target The request-target, percent-encoded: `/get?name=caf%C3%A9`
   * @throws {CannotSendRequest} When the request before it was not answered yet
   * @throws {InvalidURL} When `target` holds a space, a control character or a letter outside ASCII
   * @throws {TypeError} When the method, a field or the body would change the structure of the message
   *
   * @example
   * const connection = new HTTPConnection("127.0.0.1", 8080);
   * const headers = { "Content-Type": "application/json" };
   * await connection.request("POST", "/post", { body: JSON.stringify({ name: "Ada" }), headers });
   * (await connection.getResponse()).status; // 200
   * connection.close();
   */
  async request(method: string, target: string, options: RequestOptions = {}): Promise<void> {
    const { body, headers = [], encodeChunked = false, signal } = options;
    signal?.throwIfAborted();
    this.#step("putRequest");
    const own = new FieldSection(fieldLines(headers));
    const source = bodySource(body);
    const framing = framingFields(method, source, own);
    const begun = this.#begin(method, target, {
      skipHost: own.has("Host"),
      skipAcceptEncoding: own.has("Accept-Encoding"),
    });
    begun.fields.push(...framing, ...own);
    const isOwnChunked = own.has("Transfer-Encoding") && encodeChunked;
    await this.#send(begun, source, isOwnChunked || framing[0]?.[0] === "Transfer-Encoding", signal);
  }

  /**
   * Begins a request whose field lines follow one by one, by `putHeader()`, until `endHeaders()` sends it.
   *
   * @throws {CannotSendRequest} @throws {InvalidURL} @throws {TypeError} As `request()` does
   *
   * @example
   * const connection = new HTTPConnection("127.0.0.1", 8080);
   * connection.putRequest("POST", "/post");
   * connection.putHeader("Content-Length", 2);
   * await connection.endHeaders(new TextEncoder().encode("hi"));
   * (await connection.getResponse()).status; // 200
   * connection.close();
   */
  putRequest(method: string, target: string, options: PutRequestOptions = {}): void {
    this.#step("putRequest");
    this.#begun = this.#begin(method, target, options);
  }

  /**
   * Adds a field line to the request that was begun.
   *
   * @throws {CannotSendHeader} When none was
   * @throws {TypeError} When the line would change the structure of the message
   */
  putHeader(name: string | Uint8Array, ...values: FieldValue[]): void {
    this.#step("putHeader");
    if (this.#begun === undefined) throw new CannotSendHeader(this.state); // putRequest() was refused
    const line = fieldLine(name, values);
    this.#codec.serializeFieldSection([line]); // refuses here what endHeaders() could not send
    this.#begun.fields.push(line);
  }

  /**
   * Sends the request that was begun, and `body` after it. Whether the fields say where that ends is the caller's care.
   *
   * @throws {CannotSendHeader} When no request was begun
   * @throws {TypeError} When `body` is text: octets are meant here, as in http.client
   */
  async endHeaders(body?: Exclude<RequestBody, string> | null, options: SendOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    this.#codec.nextState(this.#state, "endHeaders");
    if (this.#begun === undefined) throw new CannotSendHeader(this.state);
    await this.#send(this.#begun, octetSource(body), options.encodeChunked ?? false, options.signal);
  }

  /** Sends octets as they are, and connects first where that is needed: a body after `endHeaders()`, by hand. */
  async send(data: Exclude<RequestBody, string>): Promise<void> {
    await this.#transmit({}, [], octetSource(data), false);
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
    this.#codec.nextState(this.#state, "getResponse");
    const exchange = this.#sent;
    if (exchange === undefined) throw new ResponseNotReady(this.state); // another call waits for it
    const { channel } = exchange;
    if (channel === undefined || channel !== this.#link.channel) throw new NotConnected();
    this.#sent = undefined; // a second call meanwhile must not read the same octets
    try {
      const head = await readResponseHead(channel.reader, this.#codec);
      if (this.#link.channel !== channel) throw new NotConnected();
      return this.#responseTo(exchange, head, channel);
    } catch (error) {
      if (this.#link.channel === channel) this.#sent = exchange;
      // As in http.client: a lost connection can be opened anew; after any other error the caller has to close.
      if (this.#link.channel === channel && error instanceof ConnectionResetError) this.close();
      this.#abandon(exchange);
      throw error;
    }
  }

  /** Closes the connection and gives up what was not read, whatever state it is in. Closing twice, or before connecting, is safe. */
  close(): void {
    for (const response of this.#detached) response.close();
    this.#giveUp(new NotConnected(), undefined);
  }

  /** Closes what the next request would use. Who waits for it gets `reason`; who reads later, `later`. */
  #giveUp(reason: Error, later: Error | undefined): void {
    this.#link.close(reason);
    this.#sent?.forget();
    this.#sent = undefined;
    this.#begun = undefined;
    this.#unread?.close(later);
    this.#step("close");
  }

  /** The caller's signal was aborted, somewhere between connecting and the end of the body. */
  #abort({ channel, response }: Exchange, reason: Error): void {
    channel?.socket.close(reason);
    if (response === undefined) {
      this.#giveUp(reason, reason);
    } else {
      response.close(reason);
    }
  }

  #abandon(exchange: Partial<Exchange>): void {
    exchange.forget?.();
    if (exchange.channel) this.#link.drop(exchange.channel);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /** What a subclass puts between the socket and HTTP: TLS. */
  protected async secure(stream: Duplex, _target: ConnectTarget): Promise<Transport> {
    return { stream, isTruncated: () => false };
  }

  get #defaultPort(): number {
    return (this.constructor as typeof HTTPConnection).defaultPort;
  }

  get #socket(): Partial<Socket> | undefined {
    return this.#link.channel?.stream as Partial<Socket> | undefined;
  }

  #step(event: ConnectionEvent): void {
    this.#state = this.#codec.nextState(this.#state, event);
  }

  #begin(method: string, target: string, options: PutRequestOptions): BegunRequest {
    const { host, port } = this.#link.tunnel ?? this;
    const own = { host, port: port === this.#defaultPort ? undefined : port };
    return beginRequest(method, target, options, own, this.#options.version);
  }

  #send(
    begun: BegunRequest,
    body: BodySource,
    isEncoded: boolean,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { method, fields } = begun;
    const head = this.#codec.requestHead(begun, this.#codec.serializeFieldSection);
    this.#step("endHeaders");
    this.#begun = undefined;
    this.#dropPoisoned();
    const exchange: Exchange = { method, fields: new FieldSection(fields), forget: () => {} };
    this.#sent = exchange;
    exchange.forget = onAbort(signal, (reason) => this.#abort(exchange, reason));
    return this.#transmit(exchange, [head], body, isEncoded);
  }

  async #transmit(
    exchange: Partial<Exchange>,
    head: readonly Uint8Array[],
    body: BodySource,
    isEncoded: boolean,
  ): Promise<void> {
    const stopHeeding = heedErrors(body);
    try {
      exchange.channel = this.#link.channel ?? (await this.#openChannel());
      await sendBody(exchange.channel.socket, head, body, isEncoded, this.#codec);
    } catch (error) {
      // A server that has heard enough answers and closes: its response can still be read, as in http.client.
      if (!(error instanceof ConnectionResetError)) this.#abandon(exchange);
      if (error instanceof TunnelError) this.close(); // nothing was sent to the server
      throw error;
    } finally {
      stopHeeding();
    }
  }

  /** Octets that no request asked for are never a response (RFC 9112 §9.2): the request gets a new connection. */
  #dropPoisoned(): void {
    const kept = this.#link.channel;
    if (kept === undefined || this.#unread !== undefined) return;
    if (kept.reader.bufferedOctets + kept.socket.bufferedOctets > 0) this.#link.drop(kept);
  }

  async #openChannel(): Promise<Channel> {
    if (!this.autoOpen) throw new NotConnected();
    return this.#link.open();
  }

  #responseTo(exchange: Exchange, head: ResponseHead, channel: Channel): HTTPResponse {
    const { statusCode, fields } = head;
    const framing = this.#codec.messageBodyLength({ method: exchange.method, statusCode, fields });
    const isKept = this.#isKept(exchange, head, framing);
    const body = bodyReader(framing, channel.reader, this.#codec, channel.isTruncated);
    const response = new HTTPResponse(head, body, {
      willClose: !isKept,
      isChunked: framing.kind === "chunked",
      onEnd: (isComplete) => {
        exchange.forget();
        if (!(isComplete && isKept)) this.#link.drop(channel);
        this.#bodyEnded(response);
      },
    });
    exchange.response = response;
    this.#step(isKept ? "response kept" : "response last");
    if (isKept) {
      this.#unread = response;
    } else {
      this.#detached.add(response);
      this.#link.channel = undefined;
    }
    return response;
  }

  /** Whether the next request may use the connection. */
  #isKept({ method, fields: requestFields }: Exchange, head: ResponseHead, framing: BodyFraming): boolean {
    const { version, statusCode, fields: responseFields } = head;
    // After a 101 the connection speaks another protocol, and after CONNECT with another server.
    if (statusCode === 101 || (method === "CONNECT" && statusCode < 300)) return false;
    return this.#codec.isPersistent({ version, requestFields, responseFields, framing });
  }

  #bodyEnded(response: HTTPResponse): void {
    this.#detached.delete(response);
    if (this.#unread !== response) return;
    this.#unread = undefined;
    this.#step("body ended");
  }
}

/** A body of the calls below request(), which take no text. */
function octetSource(body: unknown): BodySource {
  if (typeof body !== "string") return bodySource(body as Exclude<RequestBody, string>);
  throw new TypeError("Cannot send text here: pass octets, for example new TextEncoder().encode(text)");
}
