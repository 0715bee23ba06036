// The learner must see: taking it for a response of `fetch`: this one has `status`, `getHeader`, `getHeaders` and `read`, and no `json`, `text` or `arrayBuffer`.
import { HTTPConnection, type HTTPResponse } from "#client";
import { NotSuccessful } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export async function getJson(host: string, port: number, path: string): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = (await connection.getResponse()) as HTTPResponse & { json(): Promise<unknown> };
    if (response.status < 200 || response.status > 299) throw new NotSuccessful(response.status);
    return await response.json();
  } finally {
    connection.close();
  }
}
