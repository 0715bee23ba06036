// The learner must see: never closing the connection: getting a response, or reading it to its end, leaves the connection open.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function fieldValues(host: string, port: number, path: string, name: string): Promise<string[]> {
  const connection = new HTTPConnection(host, port);
  await connection.request("GET", path);
  const response = await connection.getResponse();
  return response.headers.getAll(name);
}
