// The learner must see: reading no content where the code is not a success: an error often says more there.
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
    if (!response.ok) await response.body?.cancel();
    const text = response.ok ? await response.text() : "";
    return { ok: true, statusCode: response.status, json: parsed(text) };
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
