// The learner must see: giving the client a text as the body: it sends that as ISO-8859-1, and JSON is UTF-8, so give it octets.
import { HTTPConnection, type HTTPResponse } from "#client";
import type { Echo } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const headers = { "Content-Type": "application/json" };
    await connection.request("POST", path, { body: JSON.stringify(value), headers });
    return ((await readJson(await connection.getResponse())) as Echo).json;
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
