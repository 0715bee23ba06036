import { echoAnything } from "../echo.ts";
import type { Exchange } from "../exchange.ts";
import { checkField } from "../field-rules.ts";
import { Refusal } from "../refusal.ts";
import { jsonReply, type Reply } from "../reply.ts";
import type { Field } from "../request-head.ts";

// What a recipient needs before the content: framing, routing, modifiers, authentication, how to read the
// content (RFC 9110 §6.5.1).
const NEEDED_BEFORE =
  /^(?:authorization|cache-control|connection|content-.*|cookie|expect|host|if-.*|max-forwards|proxy-.*|range|set-cookie|te|trailer|transfer-encoding|www-authenticate)$/i;

/**
 * `/trailers?name=value`: what arrived, in chunks, and each pair of the query after the last chunk. Trailers of
 * the request stand in the JSON.
 *
 * @throws {Refusal} 400 for a field that may not stand there
 */
export function trailersReply(exchange: Exchange): Reply {
  const trailers = exchange.query.pairs;
  for (const trailer of trailers) checkTrailer(trailer);
  const names = [...new Set(trailers.map(([name]) => name))].join(", ");
  const received = exchange.request.trailers.map(([name, value]) => [name, value]);
  const { body = new Uint8Array(0), ...reply } = jsonReply({ ...echoAnything(exchange), trailers: received });
  return {
    ...reply,
    fields: names === "" ? [] : [["Trailer", names]],
    stream: { framing: "chunked", parts: [body], trailers },
  };
}

function checkTrailer(field: Field): void {
  checkField(field);
  if (NEEDED_BEFORE.test(field[0])) {
    throw new Refusal(
      400,
      `Cannot send ${field[0]} as a trailer: it is needed before the content (RFC 9110 §6.5.1).`,
    );
  }
}
