// The learner must see: passing on another error than the one that `use` threw: without a `catch` it goes on by itself, whatever it is.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function withConnection<Value>(
  host: string,
  port: number,
  use: (connection: HTTPConnection) => Promise<Value> | Value,
) {
  const connection = new HTTPConnection(host, port);
  try {
    return await use(connection);
  } catch (error) {
    throw new Error(String(error), { cause: error });
  } finally {
    connection.close();
  }
}
