// The learner must see: another kind than the one that `classifyFetchError` gives for the error and the phase.
import {
  type Answered,
  type Failed,
  getJsonWithFetch as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export async function getJsonWithFetch(
  url: string,
  { deadlineMs }: { readonly deadlineMs: number },
): Promise<Answered | Failed> {
  const outcome = await right(url, { deadlineMs });
  if (outcome.ok || outcome.kind === "timeout" || outcome.kind === "misuse") return outcome;
  return { ...outcome, kind: "other" };
}
