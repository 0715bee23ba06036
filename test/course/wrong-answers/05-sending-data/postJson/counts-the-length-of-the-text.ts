// The learner must see: counting characters, or the `length` of a string, for Content-Length: it counts octets, and é has two of them.
import { HTTPConnection } from "#client";
import { type Echo, readJson } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const text = JSON.stringify(value);
    const headers = { "Content-Type": "application/json", "Content-Length": text.length };
    await connection.request("POST", path, { body: new TextEncoder().encode(text), headers });
    return ((await readJson(await connection.getResponse())) as Echo).json;
  } finally {
    connection.close();
  }
}
