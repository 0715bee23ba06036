// The learner must see: decoding every body as UTF-8: the charset of Content-Type may say ISO-8859-1.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function getText(host: string, port: number, path: string): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    return new TextDecoder().decode(await response.read());
  } finally {
    connection.close();
  }
}
