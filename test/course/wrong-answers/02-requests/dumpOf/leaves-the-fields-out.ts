// The learner must see: sending a request without the fields: they go into the option `headers`.
import { HTTPConnection } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    void fields;
    await connection.request("GET", "/dump/request");
    const response = await connection.getResponse();
    return new TextDecoder().decode(await response.read());
  } finally {
    connection.close();
  }
}
