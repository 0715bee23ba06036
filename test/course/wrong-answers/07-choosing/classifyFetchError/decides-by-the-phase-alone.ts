// The learner must see: deciding by the phase alone: only `UND_ERR_SOCKET` means something else in the body than in the head.
import {
  type FetchPhase,
  type Kind,
  classifyFetchError as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export function classifyFetchError(error: unknown, phase: FetchPhase): Kind {
  const kind = right(error, phase);
  return kind === "reset" && phase === "body" ? "incomplete" : kind;
}
