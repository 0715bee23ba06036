// The learner must see: decoding the octets piece by piece: a piece can end in the middle of a character such as é.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function getText(host: string, port: number, path: string): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const contentType = response.getHeader("Content-Type", "");
    const [, charset = "utf-8"] = /charset="?([^\s;"]+)/i.exec(contentType) ?? [];
    let text = "";
    for await (const piece of response) text += new TextDecoder(charset).decode(piece);
    return text;
  } finally {
    connection.close();
  }
}
