import { grouped, queryPairs } from "./echo.ts";
import type { Exchange } from "./exchange.ts";
import type { Json } from "./json.ts";
import { Refusal } from "./refusal.ts";
import { jsonReply, type Reply } from "./reply.ts";
import { type Field, isToken } from "./request-head.ts";

// field-value holds no control character but HTAB (RFC 9110 §5.5), and here no character without an octet.
const NOT_IN_FIELD_VALUE = /[^\t\x20-\x7e\x80-\xff]/u;

/**
 * `/response-headers`: each pair of the query becomes a field line, in that order, and the JSON tells
 * them all, its own Content-Length included.
 *
 * `?Content-Length=5` gives two lengths that differ: a misbehaviour made to order, after which the
 * service closes.
 *
 * @throws {Refusal} 400 for a name or value that no field line may hold
 */
export function responseHeadersReply({ request }: Exchange): Reply {
  const fields = queryPairs(request.query);
  for (const field of fields) checkField(field);
  return {
    ...withItsOwnLength(fields),
    fields,
    isLast: fields.some(([name]) => /^(?:connection|content-length|transfer-encoding)$/i.test(name)),
  };
}

function checkField([name, value]: Field): void {
  if (!isToken(name)) {
    throw new Refusal(
      400,
      `Cannot send the field name ${JSON.stringify(name)}: expected a token (RFC 9110 §5.1).`,
    );
  }
  if (NOT_IN_FIELD_VALUE.test(value)) {
    throw new Refusal(
      400,
      `Cannot send the field value ${JSON.stringify(value)}: CR, LF, NUL, other control characters ` +
        "and characters beyond U+00FF are not allowed (RFC 9110 §5.5).",
    );
  }
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
