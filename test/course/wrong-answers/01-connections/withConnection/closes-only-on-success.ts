// The learner must see: closing the connection only on success: a throw leaves the function before close(), unless it stands in a finally.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function withConnection<Value>(
  host: string,
  port: number,
  use: (connection: HTTPConnection) => Promise<Value> | Value,
) {
  const connection = new HTTPConnection(host, port);
  const value = await use(connection);
  connection.close();
  return value;
}
