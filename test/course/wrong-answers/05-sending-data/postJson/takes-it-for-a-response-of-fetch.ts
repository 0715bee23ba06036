// The learner must see: taking it for a response of `fetch`: this one has `status`, `getHeader`, `getHeaders` and `read`, and no `json` or `text`.
import { HTTPConnection } from "#client";
import type { Echo } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = new TextEncoder().encode(JSON.stringify(value));
    await connection.request("POST", path, { body, headers: { "Content-Type": "application/json" } });
    const response = (await connection.getResponse()) as unknown as { json(): Promise<Echo> };
    return (await response.json()).json;
  } finally {
    connection.close();
  }
}
