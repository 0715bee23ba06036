// The learner must see: reading an unknown charset as if it were UTF-8, which gives wrong text where an error was due.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function getText(host: string, port: number, path: string): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const contentType = response.getHeader("Content-Type", "");
    const charset = /charset="?iso-8859-1/i.test(contentType) ? "latin1" : "utf-8";
    return new TextDecoder(charset).decode(await response.read());
  } finally {
    connection.close();
  }
}
