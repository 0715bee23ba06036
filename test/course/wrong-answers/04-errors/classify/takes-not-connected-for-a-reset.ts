// The learner must see: taking NotConnected for the other end's doing: it is this program that closed, or did not wait for the connection.
import { NotConnected } from "#client";
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  if (error instanceof NotConnected) return "reset";
  return right(error);
}
