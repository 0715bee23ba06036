// The learner must see: comparing the media type with its letter case: Application/JSON is application/json.
import { HTTPConnection } from "#client";
import { NotJson, NotSuccessful } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

const isJson = (type: string | undefined): type is string =>
  /^(?:application\/json|[^\s;/]+\/[^\s;/]+\+json)[\t ]*(?:;|$)/.test(type ?? "");

export async function getJson(host: string, port: number, path: string): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    if (response.status < 200 || response.status > 299) throw new NotSuccessful(response.status);
    const body = await response.read();
    if (body.length === 0) return undefined;
    const contentType = response.getHeader("Content-Type");
    if (!isJson(contentType)) throw new NotJson(contentType);
    return JSON.parse(new TextDecoder().decode(body));
  } finally {
    connection.close();
  }
}
