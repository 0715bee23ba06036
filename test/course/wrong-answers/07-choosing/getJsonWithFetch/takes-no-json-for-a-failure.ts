// The learner must see: taking content that is no JSON for a failure: the exchange worked, and `json` is undefined.
import {
  type Answered,
  classifyFetchError,
  type Failed,
  type FetchPhase,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export async function getJsonWithFetch(
  url: string,
  { deadlineMs }: { readonly deadlineMs: number },
): Promise<Answered | Failed> {
  const signal = AbortSignal.timeout(deadlineMs);
  let phase: FetchPhase = "head";
  try {
    const response = await fetch(url, { signal });
    phase = "body";
    return { ok: true, statusCode: response.status, json: await response.json() };
  } catch (error) {
    return { ok: false, kind: classifyFetchError(error, phase), phase };
  }
}
