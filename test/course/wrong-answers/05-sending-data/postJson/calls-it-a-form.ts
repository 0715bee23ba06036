// The learner must see: another media type than application/json: by it, the octets mean something else.
import { HTTPConnection, type HTTPResponse } from "#client";
import type { Echo } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = new TextEncoder().encode(JSON.stringify(value));
    await connection.request("POST", path, {
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    return ((await readJson(await connection.getResponse())) as Echo).json;
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
