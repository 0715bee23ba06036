// The learner must see: giving the client the value itself as the body: make JSON of it, and octets of that.
import { HTTPConnection, type HTTPResponse } from "#client";
import type { Echo } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = value as Uint8Array;
    await connection.request("POST", path, { body, headers: { "Content-Type": "application/json" } });
    return ((await readJson(await connection.getResponse())) as Echo).json;
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
