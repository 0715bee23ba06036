// The learner must see: letting an error through: this function never throws.
import type { Answered } from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export async function getJsonWithFetch(
  url: string,
  { deadlineMs }: { readonly deadlineMs: number },
): Promise<Answered> {
  const response = await fetch(url, { signal: AbortSignal.timeout(deadlineMs) });
  return { ok: true, statusCode: response.status, json: parsed(await response.text()) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
