// The learner must see: taking a method that nobody knows for idempotent: it may do anything.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

const BEFORE = ["resolve", "connect", "handshake"];
const NOT_IDEMPOTENT = ["POST", "PATCH", "CONNECT"];

export function mayRepeat(method: string, phase: Phase): boolean {
  return BEFORE.includes(phase) || !NOT_IDEMPOTENT.includes(method);
}
