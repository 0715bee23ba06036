// Lesson 1, connections: built differently from the solution, with promises and `await using` in place of `finally`.
import { HTTPConnection } from "#client";

export type { ConnectionFacts } from "../../../solutions/01-connections.ts";

export function firstStatus(host: string, port: number): Promise<number> {
  return withConnection(host, port, (connection) =>
    connection
      .request("GET", "/get")
      .then(() => connection.getResponse())
      .then(({ status }) => status),
  );
}

export async function canConnect(host: string, port: number): Promise<boolean> {
  await using connection = new HTTPConnection(host, port);
  const error = await connection.connect().then(
    () => undefined,
    (reason: NodeJS.ErrnoException) => reason,
  );
  if (error === undefined) return true;
  if (error.code !== "ECONNREFUSED") throw error;
  return false;
}

export async function connectionFacts(host: string, port: number) {
  const connection = new HTTPConnection(host, port);
  const connected = connection.connect().then(() => ({
    localAddress: connection.localAddress,
    localPort: connection.localPort,
    remoteAddress: connection.remoteAddress,
    remotePort: connection.remotePort,
  }));
  return connected.finally(() => connection.close());
}

export async function withConnection<Value>(
  host: string,
  port: number,
  use: (connection: HTTPConnection) => Promise<Value> | Value,
): Promise<Value> {
  await using connection = new HTTPConnection(host, port);
  const value = await use(connection);
  return value;
}
