import { type Json, renderJson } from "./json.ts";
import { joinOctets, latin1Octets, utf8Octets } from "./octets.ts";
import type { Refusal } from "./refusal.ts";
import { type Field, fieldValues } from "./request-head.ts";
import { reasonPhrase } from "./status-codes.ts";

/** What an endpoint answers. `replyOctets` adds the fields that every response carries. */
export interface Reply {
  readonly statusCode: number;
  readonly contentType?: string;
  /** Further fields, in wire order. A name that the service would add itself stands here instead. */
  readonly fields?: readonly Field[];
  readonly body?: Uint8Array;
  /** Status code of an interim response that goes ahead. */
  readonly interim?: number;
  /** The service closes after it: nobody could say where the next response begins. */
  readonly isLast?: boolean;
}

export function jsonReply(value: Json, statusCode = 200): Reply {
  return { statusCode, contentType: "application/json", body: utf8Octets(renderJson(value)) };
}

/** The reason of a refusal as `{ detail, error, status_code }`: go-httpbin's shape. */
export function refusalReply({ statusCode, message }: Refusal): Reply {
  // JSON would show "§" as \u00a7.
  const detail = message.replaceAll("§", "section ");
  return jsonReply({ status_code: statusCode, error: reasonPhrase(statusCode), detail }, statusCode);
}

/** What of the request shapes the octets of its response. */
export interface ReplyContext {
  /** `""` when it was not read. */
  readonly method: string;
  /** `"HTTP/1.0"` or `"HTTP/1.1"`. */
  readonly version: string;
  readonly fields: readonly Field[];
  /** Whether the connection stays open for another request. */
  readonly isPersistent: boolean;
  readonly date: Date;
}

/**
 * Writes a response, in the order of httpbin's fields.
 *
 * @example An answer to HEAD has the fields of GET's, and no content
 * replyOctets({ statusCode: 200, body }, { ...context, method: "HEAD" })
 */
export function replyOctets(reply: Reply, context: ReplyContext): Uint8Array {
  const body = reply.body ?? new Uint8Array(0);
  const hasContent = context.method.toUpperCase() !== "HEAD" && mayHaveContent(reply.statusCode);
  const lines = [
    // httpbin answers HTTP/1.0 with HTTP/1.0; RFC 9110 §6.2 would have it say 1.1.
    `${context.version} ${reply.statusCode} ${reasonPhrase(reply.statusCode)}`,
    ...responseFields(reply, body.length, context).map(([name, value]) => `${name}: ${value}`),
  ];
  const head = latin1Octets(`${lines.join("\r\n")}\r\n\r\n`);
  return joinOctets([interimOctets(reply, context), head, hasContent ? body : new Uint8Array(0)]);
}

/** The octets of an interim response (RFC 9110 §15.2). */
export function interimResponse(statusCode: number): Uint8Array {
  return latin1Octets(`HTTP/1.1 ${statusCode} ${reasonPhrase(statusCode)}\r\n\r\n`);
}

// A server MUST NOT send a 1xx response to an HTTP/1.0 client (RFC 9110 §15.2).
function interimOctets({ interim }: Reply, { version }: ReplyContext): Uint8Array {
  return interim === undefined || version === "HTTP/1.0" ? new Uint8Array(0) : interimResponse(interim);
}

// 204 and 304 end after the empty line, whatever their fields say (RFC 9112 §6.3).
function mayHaveContent(statusCode: number): boolean {
  return statusCode !== 204 && statusCode !== 304;
}

function responseFields(reply: Reply, bodyOctets: number, context: ReplyContext): Field[] {
  const own = reply.fields ?? [];
  const isFree = ([name]: Field) => fieldValues(own, name).length === 0;
  const [origin = "*"] = fieldValues(context.fields, "Origin");
  return [
    ...commonFields(context).filter(isFree),
    ...(reply.contentType === undefined ? [] : [["Content-Type", reply.contentType] as const]),
    ...(mayHaveContent(reply.statusCode) ? [["Content-Length", String(bodyOctets)] as const] : []),
    ...own,
    ...[
      ["Access-Control-Allow-Origin", origin] as const,
      ["Access-Control-Allow-Credentials", "true"] as const,
    ].filter(isFree),
  ];
}

function commonFields({ version, isPersistent, date }: ReplyContext): Field[] {
  const fields: Field[] = [
    ["Server", "http-by-hand"],
    ["Date", date.toUTCString()],
  ];
  if (!isPersistent) fields.push(["Connection", "close"]);
  // HTTP/1.0 closes unless both sides ask for more (RFC 9112 §9.3).
  else if (version === "HTTP/1.0") fields.push(["Connection", "keep-alive"]);
  return fields;
}
