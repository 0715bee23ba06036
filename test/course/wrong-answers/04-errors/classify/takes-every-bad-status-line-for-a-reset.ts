// The learner must see: taking every BadStatusLine for a RemoteDisconnected: only the narrower class says that nothing came.
import { BadStatusLine } from "#client";
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  if (error instanceof BadStatusLine) return "reset";
  return right(error);
}
