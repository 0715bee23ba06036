// The learner must see: using Location as a path whatever it is: it may be a whole URL, or relative to the URL of the request.
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
    const location = created.getHeader("Location", "/items");
    const target = location.replace(/^(?:https?:)?\/\/[^/]+/, "");
    await connection.request("GET", target);
    return await readJson(await connection.getResponse());
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
