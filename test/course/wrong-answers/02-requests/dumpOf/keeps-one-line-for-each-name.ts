// The learner must see: making an object or a Map of the fields: it has room for one value of each name. `headers` takes pairs as well.
import { HTTPConnection } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/dump/request", { headers: Object.fromEntries(fields) });
    const response = await connection.getResponse();
    return new TextDecoder().decode(await response.read());
  } finally {
    connection.close();
  }
}
