// The learner must see: putting the field lines into an object or a Map, which keeps one value for each name and loses the others.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function fieldValues(host: string, port: number, path: string, name: string): Promise<string[]> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const fields = new Map(response.getHeaders().map(([each, value]) => [each.toLowerCase(), value]));
    const value = fields.get(name.toLowerCase());
    return value === undefined ? [] : [value];
  } finally {
    connection.close();
  }
}
