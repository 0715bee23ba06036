// The learner must see: leaving one out: OPTIONS and TRACE are safe, and so idempotent.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

const BEFORE = ["resolve", "connect", "handshake"];
const IDEMPOTENT = ["GET", "HEAD", "PUT", "DELETE"];

export function mayRepeat(method: string, phase: Phase): boolean {
  return BEFORE.includes(phase) || IDEMPOTENT.includes(method);
}
