// The learner must see: looking only for HTTPException: time-outs, and what the operating system says, are not of that family, and `kindOfException` gives `undefined` for them.
import { HTTPException } from "#client";
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  return error instanceof HTTPException ? right(error) : "other";
}
