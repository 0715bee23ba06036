// The learner must see: comparing the charset, or the word charset, with its letter case: ISO-8859-1 and iso-8859-1 are the same.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function getText(host: string, port: number, path: string): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const contentType = response.getHeader("Content-Type", "");
    const charset = contentType.includes("charset=ISO-8859-1") ? "latin1" : "utf-8";
    return new TextDecoder(charset).decode(await response.read());
  } finally {
    connection.close();
  }
}
