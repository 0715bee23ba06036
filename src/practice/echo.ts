import type { Exchange } from "./exchange.ts";
import { type Json, parseJson } from "./json.ts";
import { type FormPart, parseMultipart } from "./multipart.ts";
import { latin1Text, lenientUtf8Text, utf8Text } from "./octets.ts";
import { grouped, queryPairs } from "./query.ts";
import { type Field, fieldValues } from "./request-head.ts";

/*
 * What httpbin tells a client about its own request, in httpbin's shapes. `psf/httpbin` 0.10.2 is the
 * model; `/dump/request` shows what these shapes hide (letter case, order, repeated field lines).
 */

/** `/get`: `{ args, headers, origin, url }`. */
export function echoWithoutBody(exchange: Exchange): Record<string, Json> {
  return {
    args: grouped(exchange.query.pairs),
    headers: echoedHeaders(exchange),
    origin: origin(exchange),
    url: echoedUrl(exchange),
  };
}

/** `/post`: `{ args, data, files, form, headers, json, origin, url }`. */
export function echoWithBody(exchange: Exchange): Record<string, Json> {
  return { ...echoWithoutBody(exchange), ...echoedContent(exchange) };
}

/** `/anything`: the same and `method`. */
export function echoAnything(exchange: Exchange): Record<string, Json> {
  return { ...echoWithBody(exchange), method: exchange.request.method.toUpperCase() };
}

/** `/delay`: as `/post`, but without `json`. */
export function echoWithoutJson(exchange: Exchange): Record<string, Json> {
  const { json: _, ...rest } = echoWithBody(exchange);
  return rest;
}

/** `/gzip`: `{ gzipped, headers, method, origin }`; the first as `member` has it. */
export function echoedCoding(exchange: Exchange, member: string): Record<string, Json> {
  const method = exchange.request.method.toUpperCase();
  return { [member]: true, headers: echoedHeaders(exchange), method, origin: origin(exchange) };
}

/** A line of `/stream`, in httpbin's order: `{ url, args, headers, origin, id }`. */
export function echoedLine(exchange: Exchange, id: number): Record<string, Json> {
  const args = grouped(exchange.query.pairs);
  return { url: echoedUrl(exchange), args, headers: echoedHeaders(exchange), origin: origin(exchange), id };
}

/**
 * The request's fields as httpbin shows them: names Title-Cased, `_` as `-`, repeated ones joined with
 * `,`. What a proxy in front of httpbin.org adds is hidden there, and so here, unless `?show_env=1`.
 */
export function echoedHeaders({ request, query }: Exchange): ReadonlyMap<string, string> {
  const showsAll = query.has("show_env");
  const headers = new Map<string, string>();
  for (const [wireName, value] of request.fields) {
    const name = titleCased(wireName);
    if (!showsAll && PROXY_FIELD.test(name)) continue;
    // Python's WSGI has no way to tell an empty Content-Type from none.
    if (name === "Content-Type" && value === "") continue;
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

const PROXY_FIELD =
  /^(?:Via|X-Forwarded-(?:For|Proto|Protocol|Ssl|Port)|X-Real-Ip|X-Request-(?:Id|Start)|X-Varnish|X-Heroku-.*|Total-Route-Time|Connect-Time)$/;

/** Every letter that follows no letter is a capital: `x-b3-trace_id` -> `X-B3-Trace-Id`. */
function titleCased(name: string): string {
  return name
    .replaceAll("_", "-")
    .replace(/[A-Za-z]+/g, (word) => word[0]?.toUpperCase() + word.slice(1).toLowerCase());
}

/** Where the request came from: what X-Forwarded-For says, else the client's address. */
export function origin({ request, clientAddress }: Exchange): string {
  const forwarded = fieldValues(request.fields, "X-Forwarded-For");
  return forwarded.length > 0 ? forwarded.join(",") : clientAddress;
}

function echoedUrl(exchange: Exchange): string {
  const { path, query } = exchange.request;
  const shownQuery = query === "" ? "" : `?${readableQuery(query)}`;
  return serviceUrl(exchange) + readablePath(path) + shownQuery;
}

/** The service as the client named it, without the port that the scheme has anyway: `http://localhost:8080`. */
export function serviceUrl(exchange: Exchange): string {
  const { request, serviceHost } = exchange;
  const host = request.authority ?? fieldValues(request.fields, "Host")[0] ?? serviceHost;
  return isSecure(exchange) ? `https://${host.replace(/:443$/, "")}` : `http://${host.replace(/:80$/, "")}`;
}

/** Whether the client used https, as the connection or a proxy in front tells. */
export function isSecure({ request, isSecure: isTls }: Exchange): boolean {
  const said = (name: string) => fieldValues(request.fields, name)[0]?.toLowerCase();
  const proto = said("X-Forwarded-Proto") ?? said("X-Forwarded-Protocol");
  return proto === undefined ? isTls === true || said("X-Forwarded-Ssl") === "on" : proto === "https";
}

/** Decodes all but what would end the path; what is not UTF-8 becomes U+FFFD. */
function readablePath(path: string): string {
  const decoded = path.replace(ESCAPED, (escaped) => new TextDecoder().decode(octetsOf(escaped)));
  return decoded.replace(/^\/+/, "/").replace(/[\x00-\x20?#\x7f]/g, percentEncoded);
}

/** Decodes what reads better so (`%C3%A9` is shown as `é`); what would separate stays as it came. */
function readableQuery(query: string): string {
  const separating = /((?:%(?:[01][0-9A-F]|2[0356]|3D|7F))+)/i;
  // Every second part is what separates.
  const parts = query.split(separating);
  return parts.map((part, index) => (index % 2 === 0 ? part.replace(ESCAPED, readable) : part)).join("");
}

const ESCAPED = /(?:%[0-9A-Fa-f]{2})+/g;

/** What is not UTF-8 stays. */
function readable(escaped: string): string {
  return utf8Text(octetsOf(escaped)) ?? escaped.toUpperCase();
}

function octetsOf(escaped: string): Uint8Array {
  return new Uint8Array(Buffer.from(escaped.replaceAll("%", ""), "hex"));
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function echoedContent({ request }: Exchange): Record<string, Json> {
  const [contentType = ""] = fieldValues(request.fields, "Content-Type");
  const mediaType = contentType.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType === "application/x-www-form-urlencoded") {
    const pairs = queryPairs(lenientUtf8Text(request.body));
    return { data: "", files: {}, form: grouped(pairs), json: null };
  }
  if (mediaType === "multipart/form-data") {
    return { data: "", json: null, ...echoedForm(parseMultipart(contentType, request.body)) };
  }
  const data = shownOctets(request.body, "application/octet-stream");
  // Any content is tried as JSON, whatever its media type says.
  return { data, files: {}, form: {}, json: parseJson(data) ?? null };
}

function echoedForm(parts: readonly FormPart[]): { files: Json; form: Json } {
  const files = new Map<string, string>();
  const pairs: Field[] = [];
  for (const { name, filename, contentType, content } of parts) {
    if (filename === undefined) pairs.push([name, formText(content, contentType)]);
    // Of several files with one name, httpbin shows the first.
    else if (!files.has(name)) files.set(name, shownOctets(content, contentType));
  }
  return { files, form: grouped(pairs) };
}

/** A part may name ISO-8859-1; any other is read as UTF-8, whatever it names. */
function formText(octets: Uint8Array, contentType: string): string {
  return /;\s*charset="?iso-8859-1\b/i.test(contentType) ? latin1Text(octets) : lenientUtf8Text(octets);
}

/** UTF-8 as text, other octets as a data URL. */
export function shownOctets(octets: Uint8Array, contentType: string): string {
  return utf8Text(octets) ?? `data:${contentType};base64,${Buffer.from(octets).toString("base64")}`;
}
