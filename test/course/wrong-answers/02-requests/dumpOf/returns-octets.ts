// The learner must see: returning octets: the task asks for text, and `TextDecoder` makes it.
import { HTTPConnection } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<Uint8Array> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/dump/request", { headers: fields });
    const response = await connection.getResponse();
    return await response.read();
  } finally {
    connection.close();
  }
}
