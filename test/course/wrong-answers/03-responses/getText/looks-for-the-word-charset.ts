// The learner must see: looking for the word charset anywhere: x-charset ends in it and is another parameter.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/03-responses.ts";

export async function getText(host: string, port: number, path: string): Promise<string> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const [, charset = "utf-8"] = /charset="?([^";\s]+)/i.exec(response.getHeader("Content-Type", "")) ?? [];
    const body = Buffer.from(await response.read());
    return charset.toLowerCase() === "iso-8859-1"
      ? body.toString("latin1")
      : new TextDecoder(charset).decode(body);
  } finally {
    connection.close();
  }
}
