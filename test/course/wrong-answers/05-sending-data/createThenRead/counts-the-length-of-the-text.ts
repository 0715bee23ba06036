// The learner must see: counting characters, or the `length` of a string, for Content-Length: it counts octets, and é has two of them.
import { HTTPConnection } from "#client";
import { NotCreated, readJson } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function createThenRead(host: string, port: number, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    const text = JSON.stringify(value);
    const headers = { "Content-Type": "application/json", "Content-Length": text.length };
    await connection.request("POST", "/items", { body: new TextEncoder().encode(text), headers });
    const created = await connection.getResponse();
    if (created.status !== 201) throw new NotCreated(created.status);
    await created.read();
    const { pathname, search } = new URL(created.getHeader("Location", ""), `http://${host}:${port}/items`);
    await connection.request("GET", pathname + search);
    return await readJson(await connection.getResponse());
  } finally {
    connection.close();
  }
}
