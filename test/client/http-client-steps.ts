// Plays the steps of a recorded case of http.client against the built-in client.

import { createHash } from "node:crypto";
import { Duplex, Readable } from "node:stream";
import {
  type ConnectionOptions,
  HTTPConnection,
  type HTTPResponse,
  HTTPSConnection,
  type RequestBody,
} from "../../src/client/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: what the record holds, each step in a shape of its own
type Given = any;

/** An operation and its arguments, as http.client's calls have them. */
export type Step = readonly [op: string, ...args: Given[]];

/** Octets as they were recorded: base64, or parts with how often each comes. */
export type Recorded = string | readonly [base64: string, times: number][];

export interface Digest {
  readonly len: number;
  readonly sha256: string;
}

function recordedOctets(raw: Recorded): Buffer {
  if (typeof raw === "string") return Buffer.from(raw, "base64");
  return Buffer.concat(raw.flatMap(([part, times]) => Array(times).fill(Buffer.from(part, "base64"))));
}

export function digest(octets: Uint8Array): Digest {
  return { len: octets.length, sha256: createHash("sha256").update(octets).digest("hex") };
}

/** What a connection is to its peer: the replies in order, and what comes after the last. */
export interface Script {
  readonly replies: readonly Recorded[];
  readonly end?: "fin" | "rst" | "hold";
}

/** A peer in memory that answers each request head with the next reply, and keeps what it was sent. */
export class ScriptedPeer extends Duplex {
  readonly received: Buffer[] = [];
  readonly #script: Script;
  #heads = 0;
  #answered = 0;
  #text = "";

  constructor(script: Script) {
    super();
    this.#script = script;
  }

  /** What was not asked for. */
  get rest(): Script {
    return { ...this.#script, replies: this.#script.replies.slice(this.#answered) };
  }

  override _read(): void {}

  override _write(octets: Buffer, _encoding: string, done: () => void): void {
    this.received.push(Buffer.from(octets));
    this.#text += octets.toString("latin1");
    this.#heads = this.#text.split("\r\n\r\n").length - 1;
    queueMicrotask(() => this.#answer());
    done();
  }

  #answer(): void {
    const { replies, end = "fin" } = this.#script;
    while (this.#answered < Math.min(this.#heads, replies.length)) {
      const octets = recordedOctets(replies[this.#answered]!);
      this.#answered += 1;
      if (octets.length > 0) this.push(octets);
    }
    if (this.#answered < replies.length || replies.length === 0 || this.destroyed) return;
    if (end === "fin" && !this.readableEnded) setImmediate(() => this.destroyed || this.push(null));
    if (end === "rst") {
      setImmediate(() => this.destroy(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })));
    }
  }
}

function body(spec: Given): RequestBody | null | undefined {
  if (spec === undefined || spec === null || typeof spec === "string") return spec;
  const items = () => spec.items.map(body);
  switch (spec.t) {
    case "bytes":
    case "bytearray":
      return new Uint8Array(recordedOctets(spec.b));
    case "memoryview":
      return new DataView(new Uint8Array(recordedOctets(spec.b)).buffer);
    case "u16array":
      return Uint16Array.from(spec.items);
    case "list":
    case "tuple":
      return items();
    case "gen":
      return (function* () {
        yield* items();
      })();
    case "file":
      return Readable.from(
        [recordedOctets(spec.b).subarray(spec.at ?? 0)].filter(({ length }) => length > 0),
      );
    case "textfile":
      return Readable.from([spec.s]);
    case "dict":
      return new Map(items().map((item: unknown) => [item, 1])) as never;
    case "int":
      return spec.v;
    default:
      return {} as never;
  }
}

const part = (spec: Given) =>
  typeof spec === "object" && spec !== null && "b" in spec ? Uint8Array.from(recordedOctets(spec.b)) : spec;

const headersOf = (spec: Given[] | null | undefined): Given =>
  (spec ?? []).map(([name, value]) => [part(name), part(value)]);

/** One connection and the responses that it gave. */
export class Session {
  readonly connection: HTTPConnection;
  readonly #responses: HTTPResponse[] = [];
  #response: HTTPResponse | undefined;

  constructor(connection: HTTPConnection) {
    this.connection = connection;
  }

  get isClosed(): boolean | undefined {
    return this.#response?.isClosed();
  }

  /** Does what the step says. @returns What the call returned, as plain data */
  async play([op, ...args]: Step): Promise<unknown> {
    const { connection } = this;
    const [first, second, third, fourth, fifth] = args;
    switch (op) {
      case "request":
        return connection.request(first ?? "GET", second ?? "/", {
          body: body(third) ?? null,
          headers: headersOf(fourth),
          encodeChunked: fifth?.encode_chunked ?? false,
        });
      case "putrequest":
        return connection.putRequest(first, second, {
          skipHost: third?.skip_host ?? false,
          skipAcceptEncoding: third?.skip_accept_encoding ?? false,
        });
      case "putheader":
        return connection.putHeader(part(first), ...args.slice(1).map(part));
      case "endheaders":
        return connection.endHeaders(body(first) as never, {
          encodeChunked: second?.encode_chunked ?? false,
        });
      case "send":
        return connection.send(body(first) as never);
      case "connect":
        return connection.connect();
      case "close":
        return connection.close();
      case "set_tunnel":
        return connection.setTunnel(first, second ?? undefined, headersOf(third));
      case "proxy_headers": {
        const fields = connection.getProxyResponseHeaders();
        return fields === undefined ? null : [...fields];
      }
      case "auto_open":
        connection.autoOpen = Boolean(first);
        return null;
      case "hostport":
        return [connection.host, connection.port];
      case "set_debuglevel":
      case "http10":
        return null;
      case "getresponse":
        return this.#getResponse();
      case "use":
        this.#response = this.#responses[first];
        return null;
      default:
        return this.#response === undefined ? "no response" : this.#read(this.#response, op, args);
    }
  }

  async #getResponse(): Promise<unknown> {
    this.#response = undefined;
    const response = await this.connection.getResponse();
    this.#response = response;
    this.#responses.push(response);
    return {
      status: response.status,
      reason: response.reason,
      version: response.version,
      headers: response.getHeaders(),
      will_close: response.willClose,
      chunked: response.chunked,
      length: response.length ?? null,
    };
  }

  async #read(response: HTTPResponse, op: string, [first, second]: Given[]): Promise<unknown> {
    switch (op) {
      case "read":
        return digest(await response.read(first));
      case "read1":
        return digest(await response.read1(first));
      case "readline":
        return digest(await response.readLine(first));
      case "peek":
        return (await response.peek()).length > 0;
      case "readinto": {
        const into = new Uint8Array(first);
        const octets = await response.readInto(into);
        return [octets, digest(into.subarray(0, octets))];
      }
      case "iter":
      case "readlines": {
        const lines: Digest[] = [];
        for await (const line of response.lines()) lines.push(digest(line));
        return lines;
      }
      case "drain_read":
      case "drain_readinto":
        return (await drain(() => response.read(first))).map(digest);
      case "drain_read1":
        return digest(Buffer.concat(await drain(() => response.read1(first))));
      case "getheader":
        return response.getHeader(first, Array.isArray(second) ? second.join(", ") : (second ?? null));
      case "getheaders":
        return response.getHeaders();
      case "isclosed":
        return response.isClosed();
      case "resp_close":
        return response.close();
      case "resp_state":
        return undefined; // the record has it after each step
      default:
        throw new Error(`The test does not know the step ${op}`);
    }
  }
}

async function drain(read: () => Promise<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const piece = await read();
    if (piece.length === 0) return pieces;
    pieces.push(piece);
  }
}

/** The classes of http.client's errors that have another name, or no name of their own, here. */
const NAMES: Record<string, readonly string[]> = {
  ValueError: ["TypeError"],
  UnicodeEncodeError: ["TypeError", "RangeError", "InvalidURL"],
  UnicodeError: ["InvalidURL"],
  OSError: ["TunnelError"],
  AttributeError: ["NotConnected"],
  RuntimeError: ["Error"],
};

/** Whether an error is the one that http.client's class stands for. */
export function isCalled(error: unknown, name: string): boolean {
  return error instanceof Error && (NAMES[name] ?? [name]).includes(error.name);
}

/** Plain data that can be compared with a record. */
export function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value, withoutOctets));
}

function withoutOctets(key: string, value: unknown): unknown {
  return key === "b64" ? undefined : value;
}

/** A connection whose sockets are peers that play `scripts` one after the other; what a peer did not say, the next one does. */
export function connectionWith(
  scripts: readonly Script[],
  {
    host = "example.com",
    port,
    tls,
    ...options
  }: ConnectionOptions & { host?: string; port?: number; tls?: boolean },
): { connection: HTTPConnection; peers: ScriptedPeer[] } {
  const peers: ScriptedPeer[] = [];
  const createConnection = async () => {
    const peer = new ScriptedPeer(
      scripts[peers.length] ?? peers.at(-1)?.rest ?? { replies: [], end: "hold" },
    );
    peers.push(peer);
    return peer;
  };
  const Class = tls ? WithoutTls : HTTPConnection;
  return { connection: new Class(host, port, { createConnection, ...options }), peers };
}

/** As the record was made: the octets below TLS. */
class WithoutTls extends HTTPSConnection {
  protected override async secure(stream: Duplex) {
    return { stream, isTruncated: () => false };
  }
}
