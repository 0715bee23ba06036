// The learner must see: giving host and port as one text or as a URL: `new HTTPConnection(host, port)` takes two arguments.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function firstStatus(host: string, port: number): Promise<number> {
  const connection = new HTTPConnection(`${host}:${port}`, port);
  try {
    await connection.request("GET", "/get");
    return (await connection.getResponse()).status;
  } finally {
    connection.close();
  }
}
