// The learner must see: mixing up the two ends that a caller makes: `controller.abort()` gives an AbortError, whatever it was called for.
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
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadlineMs);
  let phase: FetchPhase = "head";
  try {
    const response = await fetch(url, { signal: controller.signal });
    phase = "body";
    const json = parsed(await response.text());
    clearTimeout(timer);
    return { ok: true, statusCode: response.status, json };
  } catch (error) {
    clearTimeout(timer);
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
