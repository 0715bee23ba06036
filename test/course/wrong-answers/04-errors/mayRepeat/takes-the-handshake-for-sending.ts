// The learner must see: taking the handshake for a part of the request: no octet of HTTP is sent before it is done.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

const IDEMPOTENT = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

export function mayRepeat(method: string, phase: Phase): boolean {
  return phase === "resolve" || phase === "connect" || IDEMPOTENT.includes(method);
}
