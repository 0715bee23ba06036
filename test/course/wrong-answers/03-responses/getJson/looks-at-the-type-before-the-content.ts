// The learner must see: looking at the type before the content was read: `read()` comes first.
import { HTTPConnection } from "#client";
import { NotJson, NotSuccessful } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

const isJson = (type: string | undefined): type is string =>
  /^(?:application\/json|[^\s;/]+\/[^\s;/]+\+json)[\t ]*(?:;|$)/i.test(type ?? "");

export async function getJson(host: string, port: number, path: string): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    const contentType = response.getHeader("Content-Type");
    if (response.status < 200 || response.status > 299) throw new NotSuccessful(response.status);
    const isEmpty = response.status === 204 || response.getHeader("Content-Length") === "0";
    if (!isEmpty && !isJson(contentType)) throw new NotJson(contentType);
    const body = await response.read();
    if (body.length === 0) return undefined;
    return JSON.parse(new TextDecoder().decode(body));
  } finally {
    connection.close();
  }
}
