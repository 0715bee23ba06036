// The learner must see: guessing where the table says nothing: this cause is an Error without a code.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  const kind = right(error, phase);
  return kind === "other" && error instanceof TypeError ? "misuse" : kind;
}
