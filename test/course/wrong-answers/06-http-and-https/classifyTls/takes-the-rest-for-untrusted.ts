// The learner must see: taking everything that happens during TLS for one of the kinds: an alert or a reset says nothing of certificates, and is other.
import { classifyTls as right, type TlsFailure } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function classifyTls(error: unknown): TlsFailure {
  const kind = right(error);
  return kind === "other" && error instanceof Error ? "untrusted" : kind;
}
