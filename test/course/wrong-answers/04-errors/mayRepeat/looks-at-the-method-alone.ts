// The learner must see: looking at the method alone: where no octet of the request was sent, none was acted on.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

const IDEMPOTENT = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

export function mayRepeat(method: string, _phase: Phase): boolean {
  return IDEMPOTENT.includes(method);
}
