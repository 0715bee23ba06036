// The learner must see: leaving the phase out: `UND_ERR_SOCKET` is a reset in the head, and an incomplete response in the body.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  void phase;
  return right(error, "head");
}
