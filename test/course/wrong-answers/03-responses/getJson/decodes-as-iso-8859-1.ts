// The learner must see: decoding the octets as ISO-8859-1, where each octet is a character: JSON is UTF-8.
import { HTTPConnection } from "#client";
import { NotJson, NotSuccessful } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export async function getJson(host: string, port: number, path: string): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    if (response.status < 200 || response.status > 299) throw new NotSuccessful(response.status);
    const body = Buffer.from(await response.read()).toString("latin1");
    if (body === "") return undefined;
    const contentType = response.getHeader("Content-Type");
    if (!/^(?:application\/json|[^\s;/]+\/[^\s;/]+\+json)[\t ]*(?:;|$)/i.test(contentType ?? "")) {
      throw new NotJson(contentType);
    }
    return JSON.parse(body);
  } finally {
    connection.close();
  }
}
