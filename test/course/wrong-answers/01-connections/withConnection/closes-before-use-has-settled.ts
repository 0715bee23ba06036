// The learner must see: closing before `use` has settled: `return use(connection)` without `await` lets `finally` run first.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function withConnection<Value>(
  host: string,
  port: number,
  use: (connection: HTTPConnection) => Promise<Value> | Value,
) {
  const connection = new HTTPConnection(host, port);
  try {
    return use(connection);
  } finally {
    connection.close();
  }
}
