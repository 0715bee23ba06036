// The learner must see: repeating a POST: that no answer came does not say that nothing was done.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function mayRepeat(_method: string, _phase: Phase): boolean {
  return true;
}
