// The learner must see: taking every code that begins with ERR_SSL for not-tls: most of them come from a server that does speak TLS.
import { classifyTls as right, type TlsFailure } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function classifyTls(error: unknown): TlsFailure {
  return String(codeOf(error)).startsWith("ERR_SSL") ? "not-tls" : right(error);
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | undefined | null)?.code;
}
