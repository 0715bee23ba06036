// The learner must see: leaving out the server name: without `servername` the certificate is checked for the address, and a server of many hosts shows the wrong one.
import { once } from "node:events";
import { connect } from "node:tls";
import type { CertificateFacts, SecureOptions } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export async function certificateFacts(
  url: string,
  { ca, address }: SecureOptions,
): Promise<CertificateFacts> {
  const { port } = new URL(url);
  const socket = connect({ host: address, port: Number(port || 443), ca });
  try {
    await once(socket, "secureConnect");
    const { subjectaltname = "", issuer, valid_to } = socket.getPeerCertificate();
    return {
      names: namesOf(subjectaltname),
      issuer: String(issuer.CN),
      validTo: new Date(valid_to).toISOString(),
    };
  } finally {
    socket.destroy();
  }
}

function namesOf(list: string): string[] {
  const entries = list.split(", ").filter((entry) => entry.startsWith("DNS:"));
  return entries.map((entry) => entry.slice("DNS:".length));
}
