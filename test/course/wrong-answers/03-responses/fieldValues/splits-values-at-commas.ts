// The learner must see: splitting at commas: a comma inside one value looks like the border between two, so read the lines apart with getHeaders.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function fieldValues(host: string, port: number, path: string, name: string): Promise<string[]> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    return response.getHeader(name)?.split(", ") ?? [];
  } finally {
    connection.close();
  }
}
