// The learner must see: taking RemoteDisconnected for a bad status-line: by its class it is one, and what it says is that nothing came.
import { BadStatusLine } from "#client";
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  if (error instanceof BadStatusLine) return "bad-response";
  return right(error);
}
