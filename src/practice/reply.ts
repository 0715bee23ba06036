import type { Framing } from "./framing.ts";
import { htmlPage } from "./html.ts";
import { type Json, renderJson } from "./json.ts";
import { latin1Octets, utf8Octets } from "./octets.ts";
import type { Refusal } from "./refusal.ts";
import { type Field, fieldValues } from "./request-head.ts";
import { reasonPhrase } from "./status-codes.ts";
import type { Stream } from "./stream.ts";

/** What an endpoint answers. The service adds the fields that every response carries. */
export interface Reply {
  readonly statusCode: number;
  readonly contentType?: string;
  /** Further fields, in wire order. A name that the service would add itself stands here instead. */
  readonly fields?: readonly Field[];
  readonly body?: Uint8Array;
  /** Content that is made while it is sent, in place of `body`. */
  readonly stream?: Stream;
  /** Milliseconds of silence before the first octet. */
  readonly delayMs?: number;
  /** Status code of an interim response that goes ahead. */
  readonly interim?: number;
  /** The service closes after it: nobody could say where the next response begins. */
  readonly isLast?: boolean;
}

export function jsonReply(value: Json, statusCode = 200): Reply {
  return { statusCode, contentType: "application/json", body: utf8Octets(renderJson(value)) };
}

export function htmlReply(html: string, statusCode = 200): Reply {
  return { statusCode, contentType: "text/html; charset=utf-8", body: utf8Octets(html) };
}

/** A response without content that is labelled as httpbin labels it. */
export function emptyReply(statusCode: number, fields: readonly Field[] = []): Reply {
  return { statusCode, contentType: "text/html; charset=utf-8", fields };
}

/** The reason of a refusal as `{ detail, error, status_code }`: go-httpbin's shape. */
export function refusalReply({ statusCode, message }: Refusal): Reply {
  // JSON would show "§" as \u00a7.
  const detail = message.replaceAll("§", "section ");
  return jsonReply({ status_code: statusCode, error: reasonPhrase(statusCode), detail }, statusCode);
}

/** 404 and 405, where no endpoint is there to speak: HTML, as httpbin's. */
export function missingReply(statusCode: 404 | 405, detail: string, fields: readonly Field[] = []): Reply {
  const reason = reasonPhrase(statusCode);
  return { ...htmlReply(htmlPage(`${statusCode} ${reason}`, reason, detail), statusCode), fields };
}

/** What of the request shapes the head of its response. */
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

/** Writes the head of a response, with its empty line, in the order of httpbin's fields. */
export function headOctets(reply: Reply, framing: Framing, context: ReplyContext): Uint8Array {
  const lines = [
    // httpbin answers HTTP/1.0 with HTTP/1.0; RFC 9110 §6.2 would have it say 1.1.
    `${context.version} ${reply.statusCode} ${reasonPhrase(reply.statusCode)}`,
    ...responseFields(reply, framing, context).map(([name, value]) => `${name}: ${value}`),
  ];
  return latin1Octets(`${lines.join("\r\n")}\r\n\r\n`);
}

/** The octets of an interim response (RFC 9110 §15.2). */
export function interimResponse(statusCode: number): Uint8Array {
  return latin1Octets(`HTTP/1.1 ${statusCode} ${reasonPhrase(statusCode)}\r\n\r\n`);
}

function responseFields(reply: Reply, framing: Framing, context: ReplyContext): Field[] {
  const own = reply.fields ?? [];
  const isFree = ([name]: Field) => fieldValues(own, name).length === 0;
  const [origin = "*"] = fieldValues(context.fields, "Origin");
  // 304 is about content that the client has: httpbin leaves out what would describe it.
  const hasType = reply.contentType !== undefined && reply.statusCode !== 304;
  return [
    ...commonFields(context).filter(isFree),
    ...(hasType ? [["Content-Type", reply.contentType] as const] : []),
    ...framingFields(framing, context),
    ...own,
    ...[
      ["Access-Control-Allow-Origin", origin] as const,
      ["Access-Control-Allow-Credentials", "true"] as const,
    ].filter(isFree),
  ];
}

function framingFields(framing: Framing, { method }: ReplyContext): Field[] {
  switch (framing.kind) {
    case "content-length":
      return [["Content-Length", String(framing.octets)]];
    case "chunked":
      // A response to HEAD may leave it out (RFC 9112 §6.1), and httpbin's does.
      return method.toUpperCase() === "HEAD" ? [] : [["Transfer-Encoding", "chunked"]];
    case "none":
    case "until-close":
      return [];
  }
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
