import { echoedLine } from "../echo.ts";
import type { Exchange } from "../exchange.ts";
import { renderJsonLine } from "../json.ts";
import { utf8Octets } from "../octets.ts";
import type { Reply } from "../reply.ts";
import type { Part } from "../stream.ts";

const MOST_LINES = 100;

/** `/stream/{n}`: so many lines of JSON, each in a chunk of its own. */
export function streamReply(exchange: Exchange): Reply {
  const parts = lines(exchange, Math.min(exchange.path.wholeNumber("n"), MOST_LINES));
  return { statusCode: 200, contentType: "application/json", stream: { framing: "chunked", parts } };
}

function* lines(exchange: Exchange, count: number): Generator<Part> {
  for (let id = 0; id < count; id += 1) yield utf8Octets(`${renderJsonLine(echoedLine(exchange, id))}\n`);
}
