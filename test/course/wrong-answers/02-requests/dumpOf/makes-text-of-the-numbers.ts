// The learner must see: taking octets for text: String() of a Uint8Array is its numbers with commas, so decode it.
import { HTTPConnection } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/dump/request", { headers: fields });
    const response = await connection.getResponse();
    return String(new Uint8Array(await response.read()));
  } finally {
    connection.close();
  }
}
