// The learner must see: taking it for a response of `fetch`: this one has `status`, `getHeader`, `getHeaders` and `read`, and no `text`.
import { HTTPConnection } from "#client";
import type { FieldLine } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/dump/request", { headers: fields });
    const response = (await connection.getResponse()) as unknown as Response;
    return await response.text();
  } finally {
    connection.close();
  }
}
