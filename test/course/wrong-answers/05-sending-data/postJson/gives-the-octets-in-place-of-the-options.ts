// The learner must see: sending no content: `body` is a member of what `request` takes third, `{ body, headers }`.
import { HTTPConnection, type HTTPResponse } from "#client";
import type { Echo } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const octets: object = new TextEncoder().encode(JSON.stringify(value));
    await connection.request("POST", path, octets);
    return ((await readJson(await connection.getResponse())) as Echo).json;
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
