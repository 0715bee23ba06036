// The learner must see: a deadline that never ends the wait: `signal` is handed to `fetch`, and `deadlineMs` is milliseconds.
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
  return right(url, { deadlineMs: deadlineMs * 1000 });
}
