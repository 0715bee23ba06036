// The learner must see: leaving a timer running, as a `Promise.race` with `setTimeout` does. `AbortSignal.timeout` needs no clearing.
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
  const late = new DOMException("Too late", "TimeoutError");
  setTimeout(() => controller.abort(late), deadlineMs);
  let phase: FetchPhase = "head";
  try {
    const response = await fetch(url, { signal: controller.signal });
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
