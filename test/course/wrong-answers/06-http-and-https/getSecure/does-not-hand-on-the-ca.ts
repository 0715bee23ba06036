// The learner must see: not handing on `ca`: without it the public CAs are asked, and none of them has signed this.
import { HTTPSConnection } from "#client";
import type { SecureOptions, SecureResponse } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export async function getSecure(url: string, { address }: SecureOptions): Promise<SecureResponse> {
  const { hostname, host, port, pathname, search } = new URL(url);
  const tls = { servername: hostname };
  const connection = new HTTPSConnection(address, Number(port || 443), { tls });
  try {
    await connection.request("GET", pathname + search, { headers: { Host: host } });
    const response = await connection.getResponse();
    return { statusCode: response.status, text: new TextDecoder().decode(await response.read()) };
  } finally {
    connection.close();
  }
}
