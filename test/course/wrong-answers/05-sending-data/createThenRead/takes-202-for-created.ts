// The learner must see: taking another status code for a 201: a 202 is a promise, and a 303 with a Location leads elsewhere.
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
    if (created.status !== 201 && created.status !== 202) throw new NotCreated(created.status);
    await created.read();
    const { pathname, search } = new URL(created.getHeader("Location", ""), `http://${host}:${port}/items`);
    await connection.request("GET", pathname + search);
    return await readJson(await connection.getResponse());
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
