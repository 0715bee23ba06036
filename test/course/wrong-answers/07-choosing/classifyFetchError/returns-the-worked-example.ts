// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { FetchPhase, Kind } from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  void [error, phase];
  return "reset";
}
