// The learner must see: forgetting getResponse(): `request()` sends and returns nothing, so the answer has to be asked for and read.
import { HTTPConnection } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    return (await connection.request("GET", "/dump/request", { headers: fields })) as unknown as string;
  } finally {
    connection.close();
  }
}
