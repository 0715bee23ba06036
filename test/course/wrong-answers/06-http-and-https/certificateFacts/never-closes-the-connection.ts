// The learner must see: never closing the connection: the socket is yours here, and `destroy()` closes it.
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
  await once(socket, "secureConnect");
  const { subjectaltname = "", issuer, valid_to } = socket.getPeerCertificate();
  return {
    names: namesOf(subjectaltname),
    issuer: String(issuer.CN),
    validTo: new Date(valid_to).toISOString(),
  };
}

function namesOf(list: string): string[] {
  const entries = list.split(", ").filter((entry) => entry.startsWith("DNS:"));
  return entries.map((entry) => entry.slice("DNS:".length));
}
