// The learner must see: giving undefined: `return` is missing, or `await` in front of `readJson`, as a promise has no member `json`.
import { HTTPConnection } from "#client";
import { readJson } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(host: string, port: number, path: string, value: unknown): Promise<void> {
  const connection = new HTTPConnection(host, port);
  try {
    const body = new TextEncoder().encode(JSON.stringify(value));
    await connection.request("POST", path, { body, headers: { "Content-Type": "application/json" } });
    await readJson(await connection.getResponse());
  } finally {
    connection.close();
  }
}
