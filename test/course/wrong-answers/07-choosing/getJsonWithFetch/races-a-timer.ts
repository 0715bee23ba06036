// The learner must see: leaving the exchange running: a `Promise.race` returns early and ends nothing. A signal ends the exchange.
import {
  type Answered,
  type Failed,
  getJsonWithFetch as right,
} from "../../../../../solutions/07-choosing.ts";

export * from "../../../../../solutions/07-choosing.ts";

export async function getJsonWithFetch(
  url: string,
  { deadlineMs }: { readonly deadlineMs: number },
): Promise<Answered | Failed> {
  const late = new Promise<Failed>((resolve) => {
    setTimeout(() => resolve({ ok: false, kind: "timeout", phase: "head" }), deadlineMs).unref();
  });
  return Promise.race([right(url, { deadlineMs: 60_000 }), late]);
}
