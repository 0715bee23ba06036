// The learner must see: returning a promise from the `try` without `await`: the `finally` closes the connection before the response is there.
import { HTTPConnection, type HTTPResponse } from "#client";
import type { Echo } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = new TextEncoder().encode(JSON.stringify(value));
    await connection.request("POST", path, { body, headers: { "Content-Type": "application/json" } });
    return connection
      .getResponse()
      .then(readJson)
      .then((echo) => (echo as Echo).json);
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
