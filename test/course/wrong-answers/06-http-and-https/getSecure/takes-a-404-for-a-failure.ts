// The learner must see: taking a status code for a failure: a 404 is a whole response.
import { HTTPSConnection } from "#client";
import type { SecureOptions, SecureResponse } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export async function getSecure(url: string, { ca, address }: SecureOptions): Promise<SecureResponse> {
  const { hostname, host, port, pathname, search } = new URL(url);
  const tls = { ca, servername: hostname };
  const connection = new HTTPSConnection(address, Number(port || 443), { tls });
  try {
    await connection.request("GET", pathname + search, { headers: { Host: host } });
    const response = await connection.getResponse();
    if (response.status >= 400) throw new Error(`The server answered ${response.status}`);
    return { statusCode: response.status, text: new TextDecoder().decode(await response.read()) };
  } finally {
    connection.close();
  }
}
