// Lesson 2, requests: one right answer. Yours may look different and be as right.
import { connect } from "node:net";
import { HTTPConnection } from "#client";

/** Where a request goes, and what it asks for there. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  /** The request-target: path and query, as they stand in the URL. */
  readonly target: string;
}

/** A name, and a value. `null` and `undefined` say that there is none. */
export type Param = readonly [name: string, value: string | number | null | undefined];

/** A field line without its colon. */
export type FieldLine = readonly [name: string, value: string];

/** What the head of a request is made of: ASCII text, all of it. */
export interface HeadParts {
  readonly method: string;
  readonly target: string;
  readonly host: string;
  /** Left out, or 80: Host says no port. */
  readonly port?: number | undefined;
  /** The field lines after Host, none of which is another Host. */
  readonly fields: readonly FieldLine[];
}

/**
 * Task 1. Takes an http URL apart.
 *
 * @param url Percent-encoded, with a host that is a name or an IPv4 address
 * @returns The host without its port; the port, 80 where the URL has none; path and query unchanged, without fragment
 *
 * @example
 * splitUrl("http://localhost:8080/get?colour=red#top")
 * // { host: "localhost", port: 8080, target: "/get?colour=red" }
 */
export function splitUrl(url: string): Destination {
  return destinationOf(new URL(url));
}

/** The blank of task 1. A `URL` has `host`, `hostname`, `port`, `pathname`, `search` and `hash`, all of them text. */
function destinationOf(url: URL): Destination {
  // `url.host` has the port in it, and `url.port` is a text, empty where the URL says none or the default.
  // `url.hash` is nobody's business but the client's (RFC 9110 §7.1).
  return {
    host: url.hostname,
    port: url.port === "" ? 80 : Number(url.port),
    target: url.pathname + url.search,
  };
}

/**
 * Task 2. Writes a request-target: the path, and the parameters as its query. The params stay in their order, and
 * names may repeat. Those whose value is `null` or `undefined` are left out.
 *
 * @param path Percent-encoded already, without query; `""` stands for `/`
 * @param params Not encoded yet
 * @returns The path alone where no param is left
 *
 * @example
 * requestTarget("/get", [["name", "Zoë & co"], ["page", 2]])
 * // "/get?name=Zo%C3%AB%20%26%20co&page=2"
 */
export function requestTarget(path: string, params: readonly Param[]): string {
  // Each name and each value by itself: `&` and `=` between them must stay what they are, and inside of them must not.
  const query = params
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
  // An empty path is sent as "/" (RFC 9112 §3.2.1).
  return (path || "/") + (query && `?${query}`);
}

/** What would end a line early, or a text for a server that is written in C. */
const ENDS_A_LINE = /[\r\n\0]/;

/**
 * Task 3. Writes the head of a request (RFC 9112 §3): request-line, Host, the other field lines, empty line.
 *
 * @returns The octets
 * @throws {TypeError} When a part holds CR, LF or NUL, whichever part it is
 */
export function requestHead(parts: HeadParts): Uint8Array {
  const { method, target, host, port = 80, fields } = parts;
  // Refused, not removed: whoever put a line end there has to hear of it (RFC 9110 §5.5).
  for (const part of [method, target, host, ...fields.flat()]) {
    if (ENDS_A_LINE.test(part))
      throw new TypeError(`Cannot send ${JSON.stringify(part)}: it would end a line`);
  }
  // Host is where a server looks first, so it stands first (RFC 9110 §7.2). 80 goes without saying.
  const hostField = port === 80 ? host : `${host}:${port}`;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...[["Host", hostField], ...fields].map(([name, value]) => `${name}: ${value}`),
    "", // the empty line
  ];
  // Every line ends with CRLF, the last two included: `join` alone would put it only between them.
  return new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join(""));
}

/**
 * Task 4. Opens a connection, sends these octets and nothing else, and reads until the server closes it. Errors of the
 * socket go on to the caller, also when a part of the answer was there.
 *
 * @param octets A request after which the server closes the connection
 * @returns Every octet that came
 */
export async function sendRaw(host: string, port: number, octets: Uint8Array): Promise<Uint8Array> {
  const socket = connect(port, host);
  try {
    socket.write(octets);
    // Octets come in pieces of any size, and the loop ends where the server closes. An error of the socket is thrown here.
    const pieces: Uint8Array[] = [];
    for await (const piece of socket) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    socket.destroy();
  }
}

/**
 * Task 5, stretch. Sends GET /dump/request with these field lines, through the client, and returns the content of the
 * response as text: the request as it arrived. Errors of the client go on to the caller.
 */
export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    // Pairs, and not an object, which has room for one value of each name.
    await connection.request("GET", "/dump/request", { headers: fields });
    // request() has sent, and returns nothing: what comes back is a step of its own.
    const response = await connection.getResponse();
    return new TextDecoder().decode(await response.read());
  } finally {
    connection.close();
  }
}
