// The learner must see: never closing the connection: a response that was read, and a function that was left, leave it open.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function withConnection<Value>(
  host: string,
  port: number,
  use: (connection: HTTPConnection) => Promise<Value> | Value,
) {
  return await use(new HTTPConnection(host, port));
}
