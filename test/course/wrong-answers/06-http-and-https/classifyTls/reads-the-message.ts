// The learner must see: reading the message: it is for people, it changes, and names that others chose stand in it. `code` is for programs.
import type { TlsFailure } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function classifyTls(error: unknown): TlsFailure {
  const message = error instanceof Error ? error.message : "";
  if (message.includes("expired")) return "expired";
  if (message.includes("not yet valid")) return "not-yet-valid";
  if (/self.signed certificate in/.test(message)) return "untrusted";
  if (/self.signed/.test(message)) return "self-signed";
  if (message.includes("verify") || message.includes("issuer")) return "untrusted";
  if (message.includes("altnames")) return "wrong-host";
  return /wrong version|packet length/.test(message) ? "not-tls" : "other";
}
