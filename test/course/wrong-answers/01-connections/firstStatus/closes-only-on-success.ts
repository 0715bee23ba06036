// The learner must see: closing the connection only on success: a throw leaves the function before close(), unless it stands in a finally.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function firstStatus(host: string, port: number): Promise<number> {
  const connection = new HTTPConnection(host, port);
  await connection.request("GET", "/get");
  const response = await connection.getResponse();
  connection.close();
  return response.status;
}
