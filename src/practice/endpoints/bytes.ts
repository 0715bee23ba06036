import { randomBytes } from "node:crypto";
import type { Exchange } from "../exchange.ts";
import { MersenneTwister } from "../mersenne-twister.ts";
import type { Reply } from "../reply.ts";

/** httpbin gives no more, whatever is asked for. */
const MOST_OCTETS = 100 * 1024;
const CHUNK_OCTETS = 10 * 1024;

/** `/bytes/{n}`: random octets, `?seed=` the same ones each time. */
export function bytesReply(exchange: Exchange): Reply {
  const octets = Buffer.concat([...randomParts(exchange, MOST_OCTETS)]);
  return { statusCode: 200, contentType: "application/octet-stream", body: new Uint8Array(octets) };
}

/** `/stream-bytes/{n}`: the same octets in chunks, `?chunk_size=` each. */
export function streamBytesReply(exchange: Exchange): Reply {
  const chunkOctets = Math.max(1, exchange.query.inAnyCase().wholeNumber("chunk_size", {}, CHUNK_OCTETS));
  const parts = randomParts(exchange, chunkOctets);
  return { statusCode: 200, contentType: "application/octet-stream", stream: { framing: "chunked", parts } };
}

function randomParts({ path, query }: Exchange, partOctets: number): Iterable<Uint8Array> {
  const octets = Math.min(path.wholeNumber("n"), MOST_OCTETS);
  const anyCase = query.inAnyCase();
  if (!anyCase.has("seed")) return cut(octets, partOctets, (length) => new Uint8Array(randomBytes(length)));
  const twister = new MersenneTwister(anyCase.seed("seed"));
  return cut(octets, partOctets, (length) => Uint8Array.from({ length }, () => twister.octet()));
}

function* cut(
  octets: number,
  partOctets: number,
  make: (length: number) => Uint8Array,
): Generator<Uint8Array> {
  for (let left = octets; left > 0; left -= partOctets) yield make(Math.min(left, partOctets));
}
