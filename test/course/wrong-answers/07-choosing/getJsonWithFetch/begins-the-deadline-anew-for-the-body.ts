// The learner must see: a deadline that does not cover the body: one that is cleared when the head is there, or begins anew after it.
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
  const late = () => controller.abort(new DOMException("Too late", "TimeoutError"));
  const timer = setTimeout(late, deadlineMs);
  let phase: FetchPhase = "head";
  try {
    const response = await fetch(url, { signal: controller.signal });
    phase = "body";
    timer.refresh();
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
