// The learner must see: never closing the connection: getting a response leaves it open.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/99-template.ts";

export async function statusOf(host: string, port: number, path: string): Promise<number> {
  const connection = new HTTPConnection(host, port);
  await connection.request("GET", path);
  return (await connection.getResponse()).status;
}
