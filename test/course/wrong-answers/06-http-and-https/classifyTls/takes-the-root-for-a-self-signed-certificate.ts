// The learner must see: taking SELF_SIGNED_CERT_IN_CHAIN for a certificate that signed itself: it is the CA's that did, as all of them, and nobody trusts it.
import { classifyTls as right, type TlsFailure } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function classifyTls(error: unknown): TlsFailure {
  return String(codeOf(error)).includes("SELF_SIGNED") ? "self-signed" : right(error);
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | undefined | null)?.code;
}
