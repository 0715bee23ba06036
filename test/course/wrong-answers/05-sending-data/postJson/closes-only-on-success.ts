// The learner must see: closing the connection only on success: a throw leaves the function before close(), unless it stands in a finally.
import { HTTPConnection } from "#client";
import { type Echo, readJson } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  const body = new TextEncoder().encode(JSON.stringify(value));
  await connection.request("POST", path, { body, headers: { "Content-Type": "application/json" } });
  const echo = (await readJson(await connection.getResponse())) as Echo;
  connection.close();
  return echo.json;
}
