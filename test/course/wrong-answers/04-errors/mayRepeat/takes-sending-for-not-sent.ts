// The learner must see: taking a request that was being sent for one that did not arrive: the server may have read all of it.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

const BEFORE = ["resolve", "connect", "handshake", "send"];
const IDEMPOTENT = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

export function mayRepeat(method: string, phase: Phase): boolean {
  return BEFORE.includes(phase) || IDEMPOTENT.includes(method);
}
