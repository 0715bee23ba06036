// The learner must see: an option `redirect: "manual"`: here `fetch` may follow, as it does by itself.
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
    const response = await fetch(url, { signal, redirect: "manual" });
    phase = "body";
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
