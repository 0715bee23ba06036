// The learner must see: deciding by the message: `fetch failed` and `terminated` tell the phase, and the `cause` tells what happened.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  const { name, message } = (error ?? {}) as Error;
  if (name === "TimeoutError") return "timeout";
  if (name === "AbortError") return "aborted";
  if (message === "fetch failed") return "refused";
  if (message === "terminated") return "incomplete";
  return right(error, phase);
}
