// The learner must see: reading the common name: it does not count (RFC 9110 §4.3.4). The names stand in `subjectaltname`.
import { once } from "node:events";
import { connect } from "node:tls";
import type { CertificateFacts, SecureOptions } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export async function certificateFacts(
  url: string,
  { ca, address }: SecureOptions,
): Promise<CertificateFacts> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: address, port: Number(port || 443), ca, servername: hostname });
  try {
    await once(socket, "secureConnect");
    const { subject, issuer, valid_to } = socket.getPeerCertificate();
    return {
      names: [String(subject.CN)],
      issuer: String(issuer.CN),
      validTo: new Date(valid_to).toISOString(),
    };
  } finally {
    socket.destroy();
  }
}
