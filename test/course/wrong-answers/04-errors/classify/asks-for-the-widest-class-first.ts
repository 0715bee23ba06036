// The learner must see: asking for the wide class first: every class of the family is an HTTPException, so the narrower ones come before it.
import { HTTPException, IncompleteRead, RemoteDisconnected } from "#client";
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  if (error instanceof RemoteDisconnected) return "reset";
  if (error instanceof HTTPException) return "bad-response";
  if (error instanceof IncompleteRead) return "incomplete";
  return right(error);
}
