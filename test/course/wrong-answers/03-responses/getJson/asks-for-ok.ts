// The learner must see: asking for `response.ok`, which is of `fetch`: this response has a `status`, and no `ok`.
import { HTTPConnection, type HTTPResponse } from "#client";
import { NotSuccessful } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export async function getJson(host: string, port: number, path: string): Promise<unknown> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", path);
    const response = (await connection.getResponse()) as HTTPResponse & { ok?: boolean };
    if (!response.ok) throw new NotSuccessful(response.status);
    return JSON.parse(new TextDecoder().decode(await response.read()));
  } finally {
    connection.close();
  }
}
