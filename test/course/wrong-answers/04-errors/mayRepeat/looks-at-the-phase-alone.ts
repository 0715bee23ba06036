// The learner must see: never repeating once the request was sent: a safe method changes nothing, however often it comes.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

const BEFORE = ["resolve", "connect", "handshake"];

export function mayRepeat(_method: string, phase: Phase): boolean {
  return BEFORE.includes(phase);
}
