// The learner must see: returning the response, or a part of it that is not its content.
import { HTTPConnection } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/dump/request", { headers: fields });
    return await connection.getResponse();
  } finally {
    connection.close();
  }
}
