import type { Exchange } from "../exchange.ts";
import { renderJsonLine } from "../json.ts";
import { utf8Octets } from "../octets.ts";
import type { Reply } from "../reply.ts";
import type { Part } from "../stream.ts";

const MOST_EVENTS = 1_000;

/** `/sse`: server-sent events, `?count=` of them over `?duration=` seconds, after `?delay=` seconds. */
export function sseReply(exchange: Exchange): Reply {
  return eventsReply(exchange, "text/event-stream", (event) => `event: ping\ndata: ${event}\n\n`);
}

/** `/jsonl`: the same, a line of JSON each. */
export function jsonLinesReply(exchange: Exchange): Reply {
  return eventsReply(exchange, "application/x-ndjson", (event) => `${event}\n`);
}

function eventsReply(
  { query, now }: Exchange,
  contentType: string,
  render: (event: string) => string,
): Reply {
  const count = query.wholeNumber("count", { least: 1, most: MOST_EVENTS }, 10);
  const pauseMs = query.milliseconds("duration", 60, 5) / count;
  const delayMs = query.milliseconds("delay", 10, 0);
  const parts = events(count, pauseMs, (id) =>
    utf8Octets(render(renderJsonLine({ id, timestamp: now().getTime() }))),
  );
  const fields = [["Cache-Control", "no-store"]] as const;
  return { statusCode: 200, contentType, fields, delayMs, stream: { framing: "chunked", parts } };
}

function* events(count: number, pauseMs: number, make: (id: number) => Uint8Array): Generator<Part> {
  for (let id = 0; id < count; id += 1) {
    if (id > 0 && pauseMs > 0) yield { pauseMs };
    yield make(id);
  }
}
