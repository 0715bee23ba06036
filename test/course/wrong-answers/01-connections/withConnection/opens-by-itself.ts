// The learner must see: opening by itself: that is up to `use`, and `request()` does it.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function withConnection<Value>(
  host: string,
  port: number,
  use: (connection: HTTPConnection) => Promise<Value> | Value,
) {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.connect();
    return await use(connection);
  } finally {
    connection.close();
  }
}
