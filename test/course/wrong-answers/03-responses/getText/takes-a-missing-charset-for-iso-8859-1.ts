// The learner must see: taking ISO-8859-1 where no charset is named: that was the rule until 2014, and here it is UTF-8.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function getText(host: string, port: number, path: string): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const contentType = response.getHeader("Content-Type", "");
    const [, charset = "iso-8859-1"] = /charset="?([^\s;"]+)/i.exec(contentType) ?? [];
    return new TextDecoder(charset).decode(await response.read());
  } finally {
    connection.close();
  }
}
