// The learner must see: sending a request: the certificate comes with the handshake.
import {
  type CertificateFacts,
  getSecure,
  certificateFacts as right,
  type SecureOptions,
} from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export async function certificateFacts(url: string, options: SecureOptions): Promise<CertificateFacts> {
  await getSecure(new URL("/", url).href, options);
  return await right(url, options);
}
