// The learner must see: throwing another error than the NotCreated of the stub.
import { HTTPConnection } from "#client";
import { readJson } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function createThenRead(host: string, port: number, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = new TextEncoder().encode(JSON.stringify(value));
    const options = { body, headers: { "Content-Type": "application/json" } };
    await connection.request("POST", "/items", options);
    const created = await connection.getResponse();
    if (created.status !== 201) throw new Error(`status code ${created.status}`);
    await created.read();
    const { pathname, search } = new URL(created.getHeader("Location", ""), `http://${host}:${port}/items`);
    await connection.request("GET", pathname + search);
    return await readJson(await connection.getResponse());
  } finally {
    connection.close();
  }
}
