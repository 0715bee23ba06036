// The learner must see: leaving Host to the client, which makes it of what it connected to: the URL's host and port belong there.
import { HTTPSConnection } from "#client";
import type { SecureOptions, SecureResponse } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export async function getSecure(url: string, { ca, address }: SecureOptions): Promise<SecureResponse> {
  const { hostname, port, pathname, search } = new URL(url);
  const tls = { ca, servername: hostname };
  const connection = new HTTPSConnection(address, Number(port || 443), { tls });
  try {
    await connection.request("GET", pathname + search);
    const response = await connection.getResponse();
    return { statusCode: response.status, text: new TextDecoder().decode(await response.read()) };
  } finally {
    connection.close();
  }
}
