// The learner must see: returning the reason-phrase, which is for people: the status code is `status`.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function firstStatus(host: string, port: number): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/get");
    return (await connection.getResponse()).reason;
  } finally {
    connection.close();
  }
}
