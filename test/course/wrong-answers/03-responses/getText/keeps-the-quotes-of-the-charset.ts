// The learner must see: keeping the quotes of a quoted parameter: charset="utf-8" and charset=utf-8 are the same.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function getText(host: string, port: number, path: string): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const contentType = response.getHeader("Content-Type", "");
    const [, charset = "utf-8"] = /charset=([^\s;]+)/i.exec(contentType) ?? [];
    return new TextDecoder(charset).decode(await response.read());
  } finally {
    connection.close();
  }
}
