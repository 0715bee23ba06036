// Lesson 2, requests. The tasks stand in lessons/02-requests.md; each function says what it promises.
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
  // TODO: Task 1. Return `{ host: ..., port: ..., target: ... }`.
  throw new Error(`Task 1 is not written yet: splitUrl(${JSON.stringify(url.href)})`);
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
  // TODO: Task 2
  throw new Error(
    `Task 2 is not written yet: requestTarget(${JSON.stringify(path)}, ${JSON.stringify(params)})`,
  );
}

/**
 * Task 3. Writes the head of a request (RFC 9112 §3): request-line, Host, the other field lines, empty line.
 *
 * @returns The octets
 * @throws {TypeError} When a part holds CR, LF or NUL, whichever part it is
 */
export function requestHead(parts: HeadParts): Uint8Array {
  // TODO: Task 3
  throw new Error(`Task 3 is not written yet: requestHead(${JSON.stringify(parts)})`);
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
    // TODO: Task 4
    throw new Error(
      `Task 4 is not written yet: sendRaw(${JSON.stringify(host)}, ${port}, ${octets.length} octets)`,
    );
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
    // TODO: Task 5
    throw new Error(
      `Task 5 is not written yet: dumpOf(${JSON.stringify(host)}, ${port}, ${JSON.stringify(fields)})`,
    );
  } finally {
    connection.close();
  }
}
