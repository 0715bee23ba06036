// The learner must see: reading a property of what has none: anything can be thrown, also `undefined`.
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  const { code } = error as { code?: unknown };
  if (code === "ECONNREFUSED") return "refused";
  return right(error);
}
