// The learner must see: telling from when it is valid, and not until when.
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
    const { subjectaltname = "", issuer, valid_from } = socket.getPeerCertificate();
    return {
      names: namesOf(subjectaltname),
      issuer: String(issuer.CN),
      validTo: new Date(valid_from).toISOString(),
    };
  } finally {
    socket.destroy();
  }
}

function namesOf(list: string): string[] {
  const entries = list.split(", ").filter((entry) => entry.startsWith("DNS:"));
  return entries.map((entry) => entry.slice("DNS:".length));
}
