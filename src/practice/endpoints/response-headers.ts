import type { Exchange } from "../exchange.ts";
import { checkField } from "../field-rules.ts";
import type { Json } from "../json.ts";
import { grouped } from "../query.ts";
import { jsonReply, type Reply } from "../reply.ts";
import type { Field } from "../request-head.ts";

/**
 * `/response-headers`: each pair of the query becomes a field line, in that order, and the JSON tells
 * them all, its own Content-Length included.
 *
 * `?Content-Length=5` gives two lengths that differ: a misbehaviour made to order, after which the
 * service closes.
 *
 * @throws {Refusal} 400 for a name or value that no field line may hold
 */
export function responseHeadersReply({ query }: Exchange): Reply {
  const fields = query.pairs;
  for (const field of fields) checkField(field);
  return {
    ...withItsOwnLength(fields),
    fields,
    isLast: fields.some(([name]) => /^(?:connection|content-length|transfer-encoding)$/i.test(name)),
  };
}

/** The length is part of the content that it measures, so it is tried until it fits. */
function withItsOwnLength(fields: readonly Field[], length = 0): Reply {
  const reply = jsonReply(
    allValues([["Content-Type", "application/json"], ["Content-Length", String(length)], ...fields]),
  );
  const actual = reply.body?.length ?? 0;
  return actual === length ? reply : withItsOwnLength(fields, actual);
}

/** Each name as it was written, with the values of that name in any letter case. */
function allValues(fields: readonly Field[]): ReadonlyMap<string, Json> {
  const values = grouped(fields.map(([name, value]) => [name.toLowerCase(), value]));
  return new Map(fields.map(([name]) => [name, values.get(name.toLowerCase()) ?? ""]));
}
