// The learner must see: making the path up, from the answer's `id` or a number: only Location says where the new thing is.
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
    const { id } = (await readJson(created)) as { id: number };
    await connection.request("GET", `/items/${id}`);
    return await readJson(await connection.getResponse());
  } finally {
    connection.close();
  }
}

async function readJson(response: HTTPResponse): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await response.read()));
}
