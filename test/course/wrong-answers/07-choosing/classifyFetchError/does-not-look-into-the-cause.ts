// The learner must see: taking the TypeError for all there is: `fetch` throws one for nearly everything, and its `cause` says what happened.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  if (error instanceof TypeError) return "other";
  return right(error, phase);
}
