// The learner must see: reading repeated field lines with getHeader, which joins their values with a comma: getHeaders keeps them apart.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function fieldValues(host: string, port: number, path: string, name: string): Promise<string[]> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const value = response.getHeader(name);
    return value === undefined ? [] : [value];
  } finally {
    connection.close();
  }
}
