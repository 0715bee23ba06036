// The learner must see: mixing up the phases: it is `head` until the promise of `fetch` gives a response, and `body` from then on.
import { type Answered, classifyFetchError, type Failed } from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export async function getJsonWithFetch(
  url: string,
  { deadlineMs }: { readonly deadlineMs: number },
): Promise<Answered | Failed> {
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(url, { signal });
    return { ok: true, statusCode: response.status, json: parsed(await response.text()) };
  } catch (error) {
    return { ok: false, kind: classifyFetchError(error, "head"), phase: "head" };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
