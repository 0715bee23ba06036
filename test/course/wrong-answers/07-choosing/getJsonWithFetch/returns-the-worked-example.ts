// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { Answered, Failed } from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export async function getJsonWithFetch(
  url: string,
  { deadlineMs }: { readonly deadlineMs: number },
): Promise<Answered | Failed> {
  void [url, deadlineMs];
  return { ok: false, kind: "incomplete", phase: "body" };
}
