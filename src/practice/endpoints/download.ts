import type { Exchange } from "../exchange.ts";
import { latin1Octets } from "../octets.ts";
import { Refusal } from "../refusal.ts";
import { type Reply, refusalReply } from "../reply.ts";
import { type Field, fieldValues } from "../request-head.ts";
import type { Part } from "../stream.ts";
import { type ByteRange, isSameVersion, parseRange, positions } from "./byte-range.ts";

const MOST_OCTETS = 1024 * 1024 * 1024;

/**
 * `/download/{n}`: up to 1 GiB of lines that each begin with their own place, so that a wrong join shows where
 * it is. Range, If-Range and 416 as RFC 9110 §14 says.
 *
 * `?framing=chunked` tells no length; `?cut=1000` closes after so many octets of the content, for a client that
 * will come again for the rest.
 */
export function downloadReply({ request, path, query }: Exchange): Reply {
  const octets = path.wholeNumber("n", { least: 1, most: MOST_OCTETS });
  const isChunked = query.oneOf("framing", ["length", "chunked"], "length") === "chunked";
  const cut = query.wholeNumber("cut", { least: 0, most: MOST_OCTETS }, MOST_OCTETS);
  const fields: Field[] = [
    ["ETag", `"download-${octets}"`],
    ["Accept-Ranges", "bytes"],
  ];
  const asked = askedRange(request.fields, octets);
  if (asked === "not-satisfiable") return notSatisfiable(fields, octets);
  const range = asked ?? { first: 0, last: octets - 1 };
  const length = range.last - range.first + 1;
  const isCut = cut < length;
  if (asked !== undefined) fields.push(["Content-Range", `bytes ${range.first}-${range.last}/${octets}`]);
  return {
    statusCode: asked === undefined ? 200 : 206,
    contentType: "application/octet-stream",
    fields,
    isLast: isCut,
    stream: {
      framing: isChunked ? "chunked" : { octets: length },
      parts: lines(isCut ? { ...range, last: range.first + cut - 1 } : range),
      isCut,
    },
  };
}

function askedRange(fields: readonly Field[], octets: number): ByteRange | "not-satisfiable" | undefined {
  const asked = parseRange(fieldValues(fields, "Range")[0]);
  const [ifRange] = fieldValues(fields, "If-Range");
  if (asked === undefined || !isSameVersion(ifRange, `"download-${octets}"`)) return undefined;
  const { first, last } = positions(asked, octets);
  // A reversed range is no range at all, and so ignored (RFC 9110 §14.1.1).
  if (first > last && asked.first !== undefined && asked.last !== undefined) return undefined;
  return first >= octets ? "not-satisfiable" : { first, last: Math.min(last, octets - 1) };
}

function notSatisfiable(fields: readonly Field[], octets: number): Reply {
  const refusal = new Refusal(416, `There are ${octets} octets, and none from there on (RFC 9110 §15.5.17).`);
  return { ...refusalReply(refusal), fields: [...fields, ["Content-Range", `bytes */${octets}`]] };
}

const LINE_OCTETS = 100;
const BLOCK_OCTETS = 1000 * LINE_OCTETS;
const DIGITS = 15;
/** Digits of a place that differ within a block. */
const LOW_DIGITS = 5;

/** The octets of a range, each block of lines made when it is wanted. */
function* lines({ first, last }: ByteRange): Generator<Part> {
  for (let start = first - (first % BLOCK_OCTETS); start <= last; start += BLOCK_OCTETS) {
    yield block(start).subarray(Math.max(0, first - start), last - start + 1);
  }
}

/** A thousand lines; `start` is a multiple of their octets. */
function block(start: number): Uint8Array {
  const octets = new Uint8Array(BLOCK_TEMPLATE);
  const high = latin1Octets(String(start / BLOCK_OCTETS).padStart(DIGITS - LOW_DIGITS, "0"));
  for (let line = 0; line < BLOCK_OCTETS; line += LINE_OCTETS) octets.set(high, line);
  return octets;
}

const BLOCK_TEMPLATE = latin1Octets(
  Array.from({ length: BLOCK_OCTETS / LINE_OCTETS }, (_, line) => {
    const place = String(line * LINE_OCTETS).padStart(DIGITS, "0");
    return `${`${place} octets came before this line `.padEnd(LINE_OCTETS - 1, ".")}\n`;
  }).join(""),
);
