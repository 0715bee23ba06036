// The learner must see: saying Content-Length twice: let the client count, or say it once, because field names have no letter case.
import { HTTPConnection, type HTTPResponse } from "#client";
import { type Echo, jsonBody } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const { octets, fields } = jsonBody(value);
    const headers = { ...Object.fromEntries(fields), "content-length": octets.length };
    await connection.request("POST", path, { body: octets, headers });
    return ((await readJson(await connection.getResponse())) as Echo).json;
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
