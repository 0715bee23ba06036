// The learner must see: taking a status code for a failure: `fetch` gives a 404 as it gives a 200, and so does this function.
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
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return { ok: true, statusCode: response.status, json: parsed(await response.text()) };
  } catch (error) {
    return { ok: false, kind: classifyFetchError(error, phase), phase };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
