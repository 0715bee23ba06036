// The learner must see: leaving out a class of the table: `other` is for what is in no line of it.
import type { Kind } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(_error: unknown): Kind {
  return "other";
}
