// The learner must see: taking only safe methods for idempotent: two PUTs, or two DELETEs, leave behind what one does.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

const BEFORE = ["resolve", "connect", "handshake"];
const SAFE = ["GET", "HEAD", "OPTIONS", "TRACE"];

export function mayRepeat(method: string, phase: Phase): boolean {
  return BEFORE.includes(phase) || SAFE.includes(method);
}
