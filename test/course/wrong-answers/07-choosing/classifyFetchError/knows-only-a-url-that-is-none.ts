// The learner must see: knowing only one of two: the cause has the code `ERR_INVALID_URL`, or there is no cause.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  const kind = right(error, phase);
  return kind === "misuse" && (error as Error).cause === undefined ? "other" : kind;
}
