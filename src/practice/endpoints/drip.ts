import type { Exchange } from "../exchange.ts";
import { emptyReply, type Reply } from "../reply.ts";
import type { Part } from "../stream.ts";

const MOST_OCTETS = 10 * 1024 * 1024;
const MOST_DURATION_S = 60;
const MOST_DELAY_S = 10;

/**
 * `/drip`: `?numbytes=` asterisks over `?duration=` seconds, after `?delay=` seconds; `?code=` is the status,
 * `?framing=` how the client finds the end: by `length`, as in httpbin, by the last chunk (`chunked`), or by
 * the `close`.
 *
 * @throws {Refusal} 400
 */
export function dripReply({ query }: Exchange): Reply {
  const octets = Math.min(query.wholeNumber("numbytes", { least: 1 }, 10), MOST_OCTETS);
  const durationMs = query.milliseconds("duration", MOST_DURATION_S, 2);
  const framing = query.oneOf("framing", ["length", "chunked", "close"], "length");
  return {
    ...emptyReply(query.wholeNumber("code", { least: 200, most: 999 }, 200)),
    contentType: "application/octet-stream",
    delayMs: query.milliseconds("delay", MOST_DELAY_S, 0),
    stream: { framing: framings(octets)[framing], parts: drops(octets, durationMs) },
  };
}

const framings = (octets: number) =>
  ({ length: { octets }, chunked: "chunked", close: "until-close" }) as const;

/** A drop may not be larger, so that none costs much memory. */
const MOST_DROP_OCTETS = 64 * 1024;
/** Timers are no finer than this where thousands of them are wanted. */
const LEAST_PAUSE_MS = 10;

/** Asterisks, evenly over the time: one by one while that takes no more than a drop every 10 ms. */
function* drops(octets: number, durationMs: number): Generator<Part> {
  const inTime = Math.min(octets, Math.floor(durationMs / LEAST_PAUSE_MS));
  const count = Math.max(inTime, Math.ceil(octets / MOST_DROP_OCTETS));
  for (let drop = 0; drop < count; drop += 1) {
    if (drop > 0 && durationMs > 0) yield { pauseMs: durationMs / count };
    const start = Math.floor((drop * octets) / count);
    const end = Math.floor(((drop + 1) * octets) / count);
    yield new Uint8Array(end - start).fill(0x2a);
  }
}
