// The learner must see: returning a promise from the `try` without `await`: the `finally` closes the connection before the content is there.
import { HTTPConnection } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/dump/request", { headers: fields });
    const response = await connection.getResponse();
    return response.read().then((octets) => new TextDecoder().decode(octets));
  } finally {
    connection.close();
  }
}
