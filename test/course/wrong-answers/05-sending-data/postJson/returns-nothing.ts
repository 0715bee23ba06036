// The learner must see: returning nothing: a function without `return` gives undefined.
import { HTTPConnection } from "#client";
import { readJson } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<void> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = new TextEncoder().encode(JSON.stringify(value));
    await connection.request("POST", path, { body, headers: { "Content-Type": "application/json" } });
    await readJson(await connection.getResponse());
  } finally {
    connection.close();
  }
}
