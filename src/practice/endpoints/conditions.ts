import { randomUUID } from "node:crypto";
import { echoWithoutBody } from "../echo.ts";
import type { Exchange } from "../exchange.ts";
import { checkField } from "../field-rules.ts";
import { emptyReply, jsonReply, type Reply } from "../reply.ts";
import { type Field, fieldValues } from "../request-head.ts";

/** `/cache`: 304 to whoever has a condition, whatever it is; else what `/get` tells, with what conditions need. */
export function cacheReply(exchange: Exchange): Reply {
  const { fields } = exchange.request;
  const isConditional = ["If-Modified-Since", "If-None-Match"].some((name) =>
    fieldValues(fields, name).some((value) => value !== ""),
  );
  if (isConditional) return emptyReply(304);
  return echoed(exchange, [
    ["Last-Modified", exchange.now().toUTCString()],
    ["ETag", randomUUID().replaceAll("-", "")],
  ]);
}

/** `/cache/{n}`: may be kept for so many seconds. */
export function cacheForReply(exchange: Exchange): Reply {
  return echoed(exchange, [["Cache-Control", `public, max-age=${exchange.path.wholeNumber("n")}`]]);
}

/**
 * `/etag/{etag}`: 304 or 412, as If-None-Match or If-Match says.
 *
 * As httpbin, it looks at If-None-Match first (RFC 9110 §13.2.2 begins with If-Match), and sends the entity-tag
 * without quotes.
 */
export function etagReply(exchange: Exchange): Reply {
  const etag = exchange.path.text("etag");
  const field: Field = ["ETag", etag];
  checkField(field);
  const noneMatch = entityTags(exchange, "If-None-Match");
  const match = entityTags(exchange, "If-Match");
  const isIn = (tags: readonly string[]) => tags.includes(etag) || tags.includes("*");
  if (noneMatch.length > 0) return isIn(noneMatch) ? emptyReply(304, [field]) : echoed(exchange, [field]);
  return match.length > 0 && !isIn(match) ? emptyReply(412) : echoed(exchange, [field]);
}

function echoed(exchange: Exchange, fields: readonly Field[]): Reply {
  return { ...jsonReply(echoWithoutBody(exchange)), fields };
}

/** The opaque part of each: `W/"a", "b", c` -> `["a", "b", "c"]`. */
function entityTags({ request }: Exchange, name: string): string[] {
  const members = fieldValues(request.fields, name).join(",").split(",");
  return members
    .map((member) => member.trim().replace(/^(?:W\/)?"?([^"]*)"?$/, "$1"))
    .filter((tag) => tag !== "");
}
