// The learner must see: making JSON of what is JSON already: the text that arrives then stands in quotes, and is a string.
import { HTTPConnection } from "#client";
import { type Echo, readJson } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = new TextEncoder().encode(JSON.stringify(JSON.stringify(value)));
    await connection.request("POST", path, { body, headers: { "Content-Type": "application/json" } });
    return ((await readJson(await connection.getResponse())) as Echo).json;
  } finally {
    connection.close();
  }
}
