// The learner must see: asking a `cause` that is not there: a TypeError without one is about the call, and what is thrown need not be an Error.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  const { name } = error as Error;
  return name === "TimeoutError" ? "timeout" : right(error, phase);
}
