// The learner must see: looking into `error.message`, which is for people: the class, the `code` and the `name` tell the kind.
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  if (!(error instanceof Error)) return "other";
  if (error.message.includes("ECONNREFUSED")) return "refused";
  if (error.message.includes("ENOTFOUND")) return "dns";
  return right(error);
}
