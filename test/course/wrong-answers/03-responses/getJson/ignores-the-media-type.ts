// The learner must see: parsing whatever comes: only Content-Type says whether the octets are JSON.
import { HTTPConnection } from "#client";
import { NotSuccessful } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export async function getJson(host: string, port: number, path: string): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    if (response.status < 200 || response.status > 299) throw new NotSuccessful(response.status);
    const body = await response.read();
    if (body.length === 0) return undefined;
    return JSON.parse(new TextDecoder().decode(body));
  } finally {
    connection.close();
  }
}
