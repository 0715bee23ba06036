// The learner must see: leaving `DNS:` in front of a name: that is how Node shows of which kind it is.
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
    const { subjectaltname = "", issuer, valid_to } = socket.getPeerCertificate();
    return {
      names: subjectaltname.split(", ").filter((entry) => entry.startsWith("DNS:")),
      issuer: String(issuer.CN),
      validTo: new Date(valid_to).toISOString(),
    };
  } finally {
    socket.destroy();
  }
}
