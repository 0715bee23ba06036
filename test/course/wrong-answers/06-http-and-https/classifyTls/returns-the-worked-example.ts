// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { TlsFailure } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function classifyTls(): TlsFailure {
  return "expired";
}
