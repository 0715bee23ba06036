// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function mayRepeat(_method: string, _phase: Phase): boolean {
  return false;
}
