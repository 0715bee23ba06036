// The learner must see: never closing the connection: getting a response, or reading it to its end, leaves the connection open.
import { HTTPConnection } from "#client";
import { NotCreated, readJson } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function createThenRead(host: string, port: number, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  const body = new TextEncoder().encode(JSON.stringify(value));
  const options = { body, headers: { "Content-Type": "application/json" } };
  await connection.request("POST", "/items", options);
  const created = await connection.getResponse();
  if (created.status !== 201) throw new NotCreated(created.status);
  await created.read();
  const { pathname, search } = new URL(created.getHeader("Location", ""), `http://${host}:${port}/items`);
  await connection.request("GET", pathname + search);
  return await readJson(await connection.getResponse());
}
