// The learner must see: taking a status code for a failure: a 404 is a whole response.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function firstStatus(host: string, port: number): Promise<number> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/get");
    const response = await connection.getResponse();
    if (response.status >= 300) throw new Error(`The server said ${response.status}`);
    return response.status;
  } finally {
    connection.close();
  }
}
