// The learner must see: checking who signed, and not for whom: a certificate for another host is right, and proves nothing here.
import { HTTPSConnection } from "#client";
import type { SecureOptions, SecureResponse } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export async function getSecure(url: string, { ca, address }: SecureOptions): Promise<SecureResponse> {
  const { hostname, host, port, pathname, search } = new URL(url);
  const tls = { ca, servername: hostname, checkServerIdentity: () => undefined };
  const connection = new HTTPSConnection(address, Number(port || 443), { tls });
  try {
    await connection.request("GET", pathname + search, { headers: { Host: host } });
    const response = await connection.getResponse();
    return { statusCode: response.status, text: new TextDecoder().decode(await response.read()) };
  } finally {
    connection.close();
  }
}
