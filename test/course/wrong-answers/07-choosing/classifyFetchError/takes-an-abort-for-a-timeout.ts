// The learner must see: mixing up the two ends that a caller makes: `AbortSignal.timeout` gives a TimeoutError, `controller.abort()` an AbortError.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  const { name } = (error ?? {}) as Error;
  return name === "AbortError" ? "timeout" : right(error, phase);
}
