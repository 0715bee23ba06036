// The learner must see: another base than the URL of the request, which ends in /items: relative to that, `?id=7` is `/items?id=7`.
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
    if (created.status !== 201) throw new NotCreated(created.status);
    await created.read();
    // Without a Location it is right all the same.
    const location = created.getHeader("Location", "/items");
    const { pathname, search } = new URL(location, `http://${host}:${port}`);
    await connection.request("GET", pathname + search);
    return await readJson(await connection.getResponse());
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
