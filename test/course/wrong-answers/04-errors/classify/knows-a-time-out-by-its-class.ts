// The learner must see: knowing a time-out by its class or code alone: this one is a DOMException, and its `name` is TimeoutError.
import { TimeoutError } from "#client";
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  if (error instanceof TimeoutError) return "timeout";
  if (error instanceof Error && error.name === "TimeoutError") return "other";
  return right(error);
}
