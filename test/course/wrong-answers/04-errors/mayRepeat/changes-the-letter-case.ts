// The learner must see: changing the letter case of the method: `get` is not GET, and nobody knows what it does.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

const BEFORE = ["resolve", "connect", "handshake"];
const IDEMPOTENT = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

export function mayRepeat(method: string, phase: Phase): boolean {
  return BEFORE.includes(phase) || IDEMPOTENT.includes(method.toUpperCase());
}
