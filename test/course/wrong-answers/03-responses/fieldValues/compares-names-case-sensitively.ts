// The learner must see: comparing field names with their letter case: Content-Type and content-type are the same name.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function fieldValues(host: string, port: number, path: string, name: string): Promise<string[]> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    return response
      .getHeaders()
      .filter(([each]) => each === name)
      .map(([, value]) => value);
  } finally {
    connection.close();
  }
}
