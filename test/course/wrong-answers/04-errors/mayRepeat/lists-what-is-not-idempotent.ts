// The learner must see: listing what is not idempotent and forgetting PATCH or CONNECT: the list of RFC 9110 §9.2.2 is the shorter way.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

const BEFORE = ["resolve", "connect", "handshake"];

export function mayRepeat(method: string, phase: Phase): boolean {
  return BEFORE.includes(phase) || method !== "POST";
}
