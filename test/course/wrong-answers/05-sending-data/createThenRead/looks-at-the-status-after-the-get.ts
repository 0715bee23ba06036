// The learner must see: sending the GET before the status code was looked at.
import { HTTPConnection, type HTTPResponse } from "#client";
import { NotCreated } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function createThenRead(host: string, port: number, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = new TextEncoder().encode(JSON.stringify(value));
    const options = { body, headers: { "Content-Type": "application/json" } };
    await connection.request("POST", "/items", options);
    const created = await connection.getResponse();
    await created.read();
    const { pathname, search } = new URL(created.getHeader("Location", ""), `http://${host}:${port}/items`);
    await connection.request("GET", pathname + search);
    if (created.status !== 201) throw new NotCreated(created.status);
    return await readJson(await connection.getResponse());
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
