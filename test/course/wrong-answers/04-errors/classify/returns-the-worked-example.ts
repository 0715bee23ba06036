// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { Kind } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(_error: unknown): Kind {
  return "dns";
}
