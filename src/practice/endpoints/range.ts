import type { Exchange } from "../exchange.ts";
import { latin1Octets } from "../octets.ts";
import type { Reply } from "../reply.ts";
import { type Field, fieldValues } from "../request-head.ts";
import { paced } from "../stream.ts";
import { type ByteRange, isSameVersion, parseRange, positions } from "./byte-range.ts";

const MOST_OCTETS = 100 * 1024;
const CHUNK_OCTETS = 10 * 1024;

/**
 * `/range/{n}`: the letters a to z again and again, of which a Range gets a part, in pieces of `?chunk_size=`
 * over `?duration=` seconds.
 *
 * As httpbin, it calls a range wrong that goes beyond the end, where RFC 9110 §14.1.2 would cut it;
 * `/download/{n}` does as the RFC says.
 */
export function rangeReply({ request, path, query }: Exchange): Reply {
  const octets = path.wholeNumber("n");
  const entityTag = `range${octets}`;
  const fields: Field[] = [
    ["ETag", entityTag],
    ["Accept-Ranges", "bytes"],
  ];
  if (octets < 1 || octets > MOST_OCTETS) return tooLarge(fields);
  const partOctets = Math.max(1, query.inAnyCase().wholeNumber("chunk_size", {}, CHUNK_OCTETS));
  const durationMs = query.milliseconds("duration", 60, 0);
  const range = askedRange(request.fields, entityTag, octets);
  if (range.first > range.last || range.last >= octets) return notSatisfiable(fields, octets);
  const content = alphabet(range);
  const pace = { partOctets, pauseMs: (durationMs * Math.min(partOctets, content.length)) / octets };
  return {
    statusCode: content.length === octets ? 200 : 206,
    contentType: "application/octet-stream",
    fields: [...fields, ["Content-Range", `bytes ${range.first}-${range.last}/${octets}`]],
    stream: { framing: { octets: content.length }, parts: paced(content, pace) },
  };
}

function askedRange(fields: readonly Field[], entityTag: string, octets: number): ByteRange {
  const asked = parseRange(fieldValues(fields, "Range")[0]);
  const counts = asked !== undefined && isSameVersion(fieldValues(fields, "If-Range")[0], entityTag);
  return counts ? positions(asked, octets) : { first: 0, last: octets - 1 };
}

function alphabet({ first, last }: ByteRange): Uint8Array {
  return Uint8Array.from({ length: last - first + 1 }, (_, index) => 0x61 + ((first + index) % 26));
}

function tooLarge(fields: readonly Field[]): Reply {
  const body = latin1Octets(`The number of octets must be from 1 to ${MOST_OCTETS}.\n`);
  return { statusCode: 404, contentType: "text/plain; charset=utf-8", fields, body };
}

function notSatisfiable(fields: readonly Field[], octets: number): Reply {
  return {
    statusCode: 416,
    contentType: "text/plain; charset=utf-8",
    fields: [...fields, ["Content-Range", `bytes */${octets}`]],
  };
}
