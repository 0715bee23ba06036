// The learner must see: comparing the whole of Content-Type with "application/json": parameters such as charset may follow the type.
import { HTTPConnection } from "#client";
import { NotJson, NotSuccessful } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export async function getJson(host: string, port: number, path: string): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = await connection.getResponse();
    if (response.status < 200 || response.status > 299) throw new NotSuccessful(response.status);
    const body = await response.read();
    if (body.length === 0) return undefined;
    const contentType = response.getHeader("Content-Type");
    if (contentType?.toLowerCase() !== "application/json" && !contentType?.toLowerCase().endsWith("+json")) {
      throw new NotJson(contentType);
    }
    return JSON.parse(new TextDecoder().decode(body));
  } finally {
    connection.close();
  }
}
