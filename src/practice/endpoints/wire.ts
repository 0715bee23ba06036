import { shownOctets } from "../echo.ts";
import type { Exchange } from "../exchange.ts";
import type { Json } from "../json.ts";
import { jsonReply, type Reply } from "../reply.ts";

/*
 * What no httpbin shows: the request and its connection as they came over the wire.
 */

/** `/dump/request`: the very octets, chunk framing and trailers included. */
export function dumpReply({ request }: Exchange): Reply {
  return { statusCode: 200, contentType: "text/plain", body: request.octets };
}

/** `/connection`: which TCP connection this is, and how many requests it has carried. */
export function connectionReply({ connection, clientAddress }: Exchange): Reply {
  const { number, requests, clientPort } = connection;
  return jsonReply({ client: `${clientAddress}:${clientPort}`, connection: number, requests });
}

/** `/timing`: when the octets of this request arrived, read by read, in milliseconds from the first. */
export function timingReply({ request }: Exchange): Reply {
  const first = request.arrivals[0]?.atMs ?? 0;
  const sinceFirst = (atMs: number) => Math.round((atMs - first) * 1000) / 1000;
  const reads = request.arrivals.map(({ octets, atMs }): Json => ({ at_ms: sinceFirst(atMs), octets }));
  const lastMs = sinceFirst(request.arrivals.at(-1)?.atMs ?? first);
  return jsonReply({ reads, octets: request.octets.length, took_ms: lastMs });
}

/** `/echo-chunks`: the content chunk by chunk as it was sent, with extensions and trailers. */
export function chunksReply({ request }: Exchange): Reply {
  const { chunks, trailers, body } = request;
  let end = 0;
  const shown = chunks?.map(({ octets, extensions }): Json => {
    end += octets;
    const data = shownOctets(body.subarray(end - octets, end), "application/octet-stream");
    return { data, extensions, octets };
  });
  return jsonReply({
    chunks: shown ?? null,
    data: shownOctets(body, "application/octet-stream"),
    octets: body.length,
    trailers: trailers.map(([name, value]) => [name, value]),
  });
}
