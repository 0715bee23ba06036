// The learner must see: never closing the connection: a response that was read, and a function that was left, leave it open.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function firstStatus(host: string, port: number): Promise<number> {
  const connection = new HTTPConnection(host, port);
  await connection.request("GET", "/get");
  return (await connection.getResponse()).status;
}
