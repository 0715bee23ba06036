// The learner must see: taking everything that is thrown for an error of `fetch`: `controller.abort(reason)` rejects with any reason.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  return error instanceof Error ? right(error, phase) : "aborted";
}
