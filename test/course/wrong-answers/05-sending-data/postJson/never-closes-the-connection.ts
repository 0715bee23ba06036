// The learner must see: never closing the connection: getting a response, or reading it to its end, leaves the connection open.
import { HTTPConnection, type HTTPResponse } from "#client";
import type { Echo } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  const body = new TextEncoder().encode(JSON.stringify(value));
  await connection.request("POST", path, { body, headers: { "Content-Type": "application/json" } });
  return ((await readJson(await connection.getResponse())) as Echo).json;
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
