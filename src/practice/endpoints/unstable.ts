import type { Exchange } from "../exchange.ts";
import { emptyReply, type Reply } from "../reply.ts";

/**
 * `/unstable`: fails now and then. `?failure_rate=` of 0 to 1 (0.5) is drawn for, anew each time or, with
 * `?seed=`, in a row that is the same for each seed; `?failures=2` fails twice, succeeds once, and so on.
 * `?code=` is the status of a failure (500), `?retry_after=` its Retry-After in seconds.
 *
 * A row belongs to its whole query, so `?failures=2&for=ada` and `?failures=2&for=bob` do not disturb each other.
 */
export function unstableReply({ request, query, memory }: Exchange): Reply {
  const rate = query.number("failure_rate", { least: 0, most: 1 }, 0.5);
  const failures = query.wholeNumber("failures", { least: 0, most: 100 }, 0);
  const code = query.wholeNumber("code", { least: 400, most: 599 }, 500);
  const retryAfter = query.wholeNumber("retry_after", { least: 0, most: 3600 }, 0);
  const { index, random } = memory.draws.next(`/unstable?${request.query}`, query.seed("seed", "0"));
  const luck = query.has("seed") ? random : Math.random();
  const fails = query.has("failures") ? index % (failures + 1) < failures : luck < rate;
  if (!fails) return emptyReply(200);
  return emptyReply(code, query.has("retry_after") ? [["Retry-After", String(retryAfter)]] : []);
}
