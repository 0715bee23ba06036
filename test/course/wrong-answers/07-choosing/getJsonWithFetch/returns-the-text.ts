// The learner must see: returning the text: `JSON.parse` makes the value of it.
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
    return { ok: true, statusCode: response.status, json: await response.text() };
  } catch (error) {
    return { ok: false, kind: classifyFetchError(error, phase), phase };
  }
}
