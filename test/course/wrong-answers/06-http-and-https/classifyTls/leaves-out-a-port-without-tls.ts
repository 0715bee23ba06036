// The learner must see: leaving out what comes back from a port that speaks no TLS: it has two codes, by the version of Node.
import { classifyTls as right, type TlsFailure } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function classifyTls(error: unknown): TlsFailure {
  const kind = right(error);
  return kind === "not-tls" ? "other" : kind;
}
