// The learner must see: taking every thrown thing for an Error: anything can be thrown, `undefined` too, and has no `code` then.
import { classifyTls as right, type TlsFailure } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function classifyTls(error: unknown): TlsFailure {
  return (error as { code: unknown }).code === "ECONNREFUSED" ? "other" : right(error);
}
