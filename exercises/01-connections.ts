// Lesson 1, connections. The tasks stand in lessons/01-connections.md; each function says what it promises.
import { HTTPConnection, type HTTPResponse } from "#client";

/** The two ends of an open connection. */
export interface ConnectionFacts {
  /** Address of this machine on the connection: `"127.0.0.1"`. */
  readonly localAddress: string | undefined;
  /** Port of this machine on the connection, chosen by the operating system. */
  readonly localPort: number | undefined;
  /** Address of the server. */
  readonly remoteAddress: string | undefined;
  /** Port of the server. */
  readonly remotePort: number | undefined;
}

/**
 * Task 1. Sends GET /get and returns the status code of the response, whatever it is. The connection is closed whatever
 * happens; errors of the client go on to the caller.
 *
 * @example
 * await firstStatus("127.0.0.1", 8080) // 200
 */
export async function firstStatus(host: string, port: number): Promise<number> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/get");
    return statusOf(await connection.getResponse());
  } finally {
    connection.close();
  }
}

/** The blank of task 1. */
function statusOf(response: HTTPResponse): number {
  // TODO: Task 1. Return the status code of `response`.
  throw new Error(`Task 1 is not written yet: the status code of ${response.reason}`);
}

/**
 * Task 2. Opens a connection and closes it; sends nothing.
 *
 * @returns True when it opened; false when it was refused: the error's `code` is `ECONNREFUSED`, also of an AggregateError
 * @throws Every other error, as it is
 *
 * @example
 * await canConnect("127.0.0.1", 8080) // true
 */
export async function canConnect(host: string, port: number): Promise<boolean> {
  // TODO: Task 2
  throw new Error(`Task 2 is not written yet: canConnect(${JSON.stringify(host)}, ${port})`);
}

/**
 * Task 3. Opens a connection and tells of its two ends; sends nothing. The connection is closed before this returns,
 * and whatever happens; errors of the client go on to the caller.
 *
 * @example
 * (await connectionFacts("127.0.0.1", 8080)).remotePort // 8080
 */
export async function connectionFacts(host: string, port: number): Promise<ConnectionFacts> {
  // TODO: Task 3
  throw new Error(`Task 3 is not written yet: connectionFacts(${JSON.stringify(host)}, ${port})`);
}

/**
 * Task 4, stretch. Makes a connection, has `use` use it, and closes it when `use` is done: when what it returned is
 * settled, or when it threw. Opens nothing by itself.
 *
 * @returns What `use` returned, awaited
 * @throws What `use` threw, as it is: it need not be an Error
 *
 * @example
 * await withConnection("127.0.0.1", 8080, async (connection) => {
 *   await connection.request("GET", "/status/404");
 *   return (await connection.getResponse()).status;
 * }) // 404
 */
export async function withConnection<Value>(
  host: string,
  port: number,
  use: (connection: HTTPConnection) => Promise<Value> | Value,
): Promise<Value> {
  // TODO: Task 4
  throw new Error(
    `Task 4 is not written yet: withConnection(${JSON.stringify(host)}, ${port}, ${use.name || "use"})`,
  );
}
