// The learner must see: leaving a mistake of the caller to the rest of the family: InvalidURL, NotConnected, and ImproperConnectionState with the classes below it come before HTTPException.
import { ImproperConnectionState, InvalidURL, ResponseNotReady } from "#client";
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  if (error instanceof ResponseNotReady || error instanceof InvalidURL) return "misuse";
  if (error instanceof ImproperConnectionState) return "bad-response";
  return right(error);
}
