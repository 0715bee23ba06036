// The learner must see: closing the connection only on success: a throw leaves the function before close(), unless it stands in a finally.
import { HTTPSConnection } from "#client";
import type { SecureOptions, SecureResponse } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export async function getSecure(url: string, { ca, address }: SecureOptions): Promise<SecureResponse> {
  const { hostname, host, port, pathname, search } = new URL(url);
  const tls = { ca, servername: hostname };
  const connection = new HTTPSConnection(address, Number(port || 443), { tls });
  await connection.request("GET", pathname + search, { headers: { Host: host } });
  const response = await connection.getResponse();
  const text = new TextDecoder().decode(await response.read());
  connection.close();
  return { statusCode: response.status, text };
}
