// The learner must see: knowing only some classes of the family: whatever else is an HTTPException is a response that cannot be read.
import { HTTPException } from "#client";
import { type Kind, classify as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function classify(error: unknown): Kind {
  if (!(error instanceof HTTPException)) return right(error);
  // A subclass has a name of its own.
  switch (error.constructor.name) {
    case "RemoteDisconnected":
      return "reset";
    case "IncompleteRead":
      return "incomplete";
    case "InvalidURL":
    case "NotConnected":
    case "ImproperConnectionState":
      return "misuse";
    case "BadStatusLine":
      return "bad-response";
    default:
      return "other";
  }
}
