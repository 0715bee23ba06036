// The learner must see: never closing the connection: reading a response to its end leaves it open.
import { HTTPConnection } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const connection = new HTTPConnection(host, port);
  await connection.request("GET", "/dump/request", { headers: fields });
  const response = await connection.getResponse();
  return new TextDecoder().decode(await response.read());
}
