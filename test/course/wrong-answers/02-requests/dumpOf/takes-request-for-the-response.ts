// The learner must see: taking what `request()` returns for the response: it returns nothing, and `getResponse()` is a call of its own.
import { HTTPConnection, type HTTPResponse } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    const response = (await connection.request("GET", "/dump/request", {
      headers: fields,
    })) as unknown as HTTPResponse;
    return new TextDecoder().decode(await response.read());
  } finally {
    connection.close();
  }
}
