import { randomUUID } from "node:crypto";
import {
  echoAnything,
  echoedHeaders,
  echoWithBody,
  echoWithoutBody,
  echoWithoutJson,
  origin,
} from "./echo.ts";
import { basicAuthReply, bearerReply, hiddenBasicAuthReply } from "./endpoints/auth.ts";
import { base64Reply } from "./endpoints/base64.ts";
import { bytesReply, streamBytesReply } from "./endpoints/bytes.ts";
import { brotli, codedReply, deflate, gzip } from "./endpoints/codings.ts";
import { cacheForReply, cacheReply, etagReply } from "./endpoints/conditions.ts";
import { continueReply } from "./endpoints/continue.ts";
import { cookiesReply, deleteCookiesReply, setCookieReply, setCookiesReply } from "./endpoints/cookies.ts";
import { digestAuthReply } from "./endpoints/digest-auth.ts";
import * as documents from "./endpoints/documents.ts";
import { downloadReply } from "./endpoints/download.ts";
import { dripReply } from "./endpoints/drip.ts";
import { jsonLinesReply, sseReply } from "./endpoints/events.ts";
import { itemReply, itemsReply } from "./endpoints/items.ts";
import { firstLinksReply, linksReply } from "./endpoints/links.ts";
import { negotiateReply } from "./endpoints/negotiate.ts";
import { imageReply, pictures } from "./endpoints/pictures.ts";
import { rangeReply } from "./endpoints/range.ts";
import {
  absoluteRedirectReply,
  redirectReply,
  redirectToReply,
  relativeRedirectReply,
} from "./endpoints/redirects.ts";
import { responseHeadersReply } from "./endpoints/response-headers.ts";
import { statusReply } from "./endpoints/statuses.ts";
import { streamReply } from "./endpoints/stream.ts";
import { trailersReply } from "./endpoints/trailers.ts";
import { unstableReply } from "./endpoints/unstable.ts";
import { chunksReply, connectionReply, dumpReply, timingReply } from "./endpoints/wire.ts";
import type { Exchange } from "./exchange.ts";
import { faultGroups, faults } from "./faults/index.ts";
import { latin1Octets, utf8Octets } from "./octets.ts";
import { pageReply } from "./page-reply.ts";
import { Refusal } from "./refusal.ts";
import { htmlReply, jsonReply, type Reply } from "./reply.ts";
import { type Field, fieldValues } from "./request-head.ts";
import type { StagedReply } from "./staged-reply.ts";
import { caReply, tlsReply } from "./tls-reply.ts";

/** An endpoint. HEAD follows from GET, and OPTIONS from the others. */
export interface Route {
  /**
   * Exact, but for each `{name}`, which stands for one segment, and `{name...}` at the end, which stands for several.
   * `{n}` and `{offset}` stand for digits alone.
   */
  readonly path: string;
  readonly methods: readonly string[] | "any";
  /** One line for the page at `/`. */
  readonly purpose: string;
  /** A path to try, where the route's own has a `{…}` or needs a query. */
  readonly example?: string;
  /** @throws {Refusal} When the request gets an error with a reason */
  readonly handle: (exchange: Exchange) => Reply | StagedReply;
}

/** Endpoints that belong together on the page at `/`. */
export interface RouteGroup {
  readonly title: string;
  readonly routes: readonly Route[];
}

const GET = ["GET"];
const POST = ["POST"];
const SENDING = ["POST", "PUT", "PATCH"];
const MOST = ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"];

// biome-ignore format: one endpoint a line reads as the table it is
/** Every endpoint, in groups for the page at `/`. */
export const routeGroups: readonly RouteGroup[] = [
  { title: "What arrived", routes: [
    { path: "/", methods: GET, purpose: "This page, as HTML or as text.", handle: indexReply },
    { path: "/get", methods: GET, purpose: "Tells what arrived: query, headers, origin, url.", example: "/get?name=value", handle: (exchange) => jsonReply(echoWithoutBody(exchange)) },
    { path: "/post", methods: POST, purpose: "Tells what arrived, the content as data, form, files and json.", handle: (exchange) => jsonReply(echoWithBody(exchange)) },
    { path: "/put", methods: ["PUT"], purpose: "The same for PUT.", handle: (exchange) => jsonReply(echoWithBody(exchange)) },
    { path: "/patch", methods: ["PATCH"], purpose: "The same for PATCH.", handle: (exchange) => jsonReply(echoWithBody(exchange)) },
    { path: "/delete", methods: ["DELETE"], purpose: "The same for DELETE.", handle: (exchange) => jsonReply(echoWithBody(exchange)) },
    { path: "/anything", methods: MOST, purpose: "The same for most methods, and which one it was.", handle: (exchange) => jsonReply(echoAnything(exchange)) },
    { path: "/anything/{path...}", methods: MOST, purpose: "The same under any path.", example: "/anything/a/b%20c?d=e", handle: (exchange) => jsonReply(echoAnything(exchange)) },
    { path: "/headers", methods: GET, purpose: "Tells which headers arrived, re-cased and sorted.", handle: (exchange) => jsonReply({ headers: echoedHeaders(exchange) }) },
    { path: "/ip", methods: GET, purpose: "Tells the client's address.", handle: (exchange) => jsonReply({ origin: origin(exchange) }) },
    { path: "/user-agent", methods: GET, purpose: "Tells the User-Agent, or null.", handle: ({ request }) => jsonReply({ "user-agent": joinedValues(request.fields, "User-Agent") ?? null }) },
  ] },
  { title: "On the wire", routes: [
    { path: "/dump/request", methods: "any", purpose: "Gives back the very octets of the request.", handle: dumpReply },
    { path: "/connection", methods: "any", purpose: "Tells the number of the TCP connection, and how many requests it has carried.", handle: connectionReply },
    { path: "/timing", methods: "any", purpose: "Tells when the octets of the request arrived, read by read.", handle: timingReply },
    { path: "/echo-chunks", methods: SENDING, purpose: "Gives back the content chunk by chunk as it was sent, with extensions and trailers.", handle: chunksReply },
    { path: "/continue", methods: SENDING, purpose: "To Expect: 100-continue it answers 100, nothing, 417, 413 or 401, as asked.", example: "/continue?answer=417", handle: continueReply },
    { path: "/trailers", methods: MOST, purpose: "Sends each pair of the query after the last chunk.", example: "/trailers?X-Lamp=red", handle: trailersReply },
    { path: "/response-headers", methods: ["GET", "POST"], purpose: "Sends each pair of the query as a field line.", example: "/response-headers?X-Lamp=red&X-Lamp=green", handle: responseHeadersReply },
    { path: "/ca.pem", methods: GET, purpose: "The certificate of the CA behind the https ports, for curl's --cacert.", handle: caReply },
    { path: "/tls", methods: GET, purpose: "The same certificate and the https ports by name, as JSON, for a program.", handle: tlsReply },
  ] },
  { title: "Status codes and redirects", routes: [
    { path: "/status/{codes}", methods: MOST, purpose: "Answers with that status code, or with one of 200:9,503:1 by chance.", example: "/status/404", handle: statusReply },
    { path: "/unstable", methods: MOST, purpose: "Fails now and then, or the first few times.", example: "/unstable?failures=2&code=503&retry_after=1", handle: unstableReply },
    { path: "/redirect/{n}", methods: GET, purpose: "Redirects so many times, then to /get.", example: "/redirect/3", handle: redirectReply },
    { path: "/relative-redirect/{n}", methods: GET, purpose: "The same, without content.", example: "/relative-redirect/3", handle: relativeRedirectReply },
    { path: "/absolute-redirect/{n}", methods: GET, purpose: "The same, with absolute Locations.", example: "/absolute-redirect/3", handle: absoluteRedirectReply },
    { path: "/redirect-to", methods: MOST, purpose: "Redirects to a loopback url, with a status code of 300 to 399.", example: "/redirect-to?url=/get&status_code=307", handle: redirectToReply },
  ] },
  { title: "Cookies", routes: [
    { path: "/cookies", methods: GET, purpose: "Tells which cookies arrived.", handle: cookiesReply },
    { path: "/cookies/set", methods: GET, purpose: "Sets each pair of the query as a cookie.", example: "/cookies/set?lamp=red", handle: setCookiesReply },
    { path: "/cookies/set/{name}/{value}", methods: GET, purpose: "Sets one cookie.", example: "/cookies/set/lamp/red", handle: setCookieReply },
    { path: "/cookies/delete", methods: GET, purpose: "Deletes each cookie that the query names.", example: "/cookies/delete?lamp", handle: deleteCookiesReply },
  ] },
  { title: "Authentication", routes: [
    { path: "/basic-auth/{user}/{password}", methods: GET, purpose: "Asks for that user and password, by Basic.", example: "/basic-auth/ada/engine", handle: basicAuthReply },
    { path: "/hidden-basic-auth/{user}/{password}", methods: GET, purpose: "The same, but hides behind 404.", example: "/hidden-basic-auth/ada/engine", handle: hiddenBasicAuthReply },
    { path: "/bearer", methods: GET, purpose: "Asks for any Bearer token.", handle: bearerReply },
    { path: "/digest-auth/{qop}/{user}/{password}", methods: GET, purpose: "Asks by Digest, with MD5; qop is auth or auth-int.", example: "/digest-auth/auth/ada/engine", handle: digestAuthReply },
    { path: "/digest-auth/{qop}/{user}/{password}/{algorithm}", methods: GET, purpose: "The same with MD5, SHA-256 or SHA-512.", example: "/digest-auth/auth/ada/engine/SHA-256", handle: digestAuthReply },
    { path: "/digest-auth/{qop}/{user}/{password}/{algorithm}/{stale_after}", methods: GET, purpose: "The same, where the nonce is stale after so many requests.", example: "/digest-auth/auth/ada/engine/MD5/1", handle: digestAuthReply },
  ] },
  { title: "Content codings", routes: [
    { path: "/gzip", methods: GET, purpose: "Tells what arrived, coded with gzip.", handle: (exchange) => codedReply(exchange, gzip) },
    { path: "/deflate", methods: GET, purpose: "The same with deflate.", handle: (exchange) => codedReply(exchange, deflate) },
    { path: "/brotli", methods: GET, purpose: "The same with br.", handle: (exchange) => codedReply(exchange, brotli) },
    { path: "/negotiate", methods: GET, purpose: "Content in the coding that Accept-Encoding likes best.", handle: negotiateReply },
  ] },
  { title: "Streams, delays, downloads", routes: [
    { path: "/stream/{n}", methods: GET, purpose: "Up to 100 lines of JSON, a chunk each.", example: "/stream/3", handle: streamReply },
    { path: "/bytes/{n}", methods: GET, purpose: "Up to 102,400 random octets, by a seed if you like.", example: "/bytes/16?seed=7", handle: bytesReply },
    { path: "/stream-bytes/{n}", methods: GET, purpose: "The same in chunks.", example: "/stream-bytes/16?seed=7&chunk_size=5", handle: streamBytesReply },
    { path: "/range/{n}", methods: GET, purpose: "Up to 102,400 letters, of which a Range gets a part.", example: "/range/26", handle: rangeReply },
    { path: "/download/{n}", methods: GET, purpose: "Up to 1 GiB of numbered lines, to be resumed with Range and If-Range; cut closes early.", example: "/download/1000?cut=300", handle: downloadReply },
    { path: "/drip", methods: GET, purpose: "Octets spread over some seconds, framed by length, chunked or close.", example: "/drip?numbytes=5&duration=2&framing=chunked", handle: dripReply },
    { path: "/delay/{seconds}", methods: MOST, purpose: "Tells what arrived, after up to 10 seconds.", example: "/delay/1.5", handle: delayReply },
    { path: "/sse", methods: GET, purpose: "Server-sent events.", example: "/sse?count=3&duration=1", handle: sseReply },
    { path: "/jsonl", methods: GET, purpose: "The same as lines of JSON.", example: "/jsonl?count=3&duration=1", handle: jsonLinesReply },
  ] },
  { title: "Caches and conditions", routes: [
    { path: "/cache", methods: GET, purpose: "304 to whoever sends a condition.", handle: cacheReply },
    { path: "/cache/{n}", methods: GET, purpose: "May be kept for so many seconds.", example: "/cache/60", handle: cacheForReply },
    { path: "/etag/{etag}", methods: GET, purpose: "304 or 412, as If-None-Match or If-Match says.", example: "/etag/abc", handle: etagReply },
  ] },
  { title: "Something to keep", routes: [
    { path: "/items", methods: ["GET", "POST", "DELETE"], purpose: "POST makes an item: 201 and its Location. GET lists them, DELETE removes all.", handle: itemsReply },
    { path: "/items/{n}", methods: ["GET", "PUT", "DELETE"], purpose: "GET reads an item back, PUT replaces it, DELETE removes it.", example: "/items/1", handle: itemReply },
  ] },
  { title: "Documents", routes: [
    { path: "/html", methods: GET, purpose: "A page of HTML.", handle: () => htmlReply(documents.harbourPage) },
    { path: "/xml", methods: GET, purpose: "An XML document.", handle: () => document("application/xml", documents.harbourXml) },
    { path: "/json", methods: GET, purpose: "A JSON document.", handle: () => jsonReply(documents.harbour) },
    { path: "/encoding/utf8", methods: GET, purpose: "HTML in UTF-8, with characters of one to four octets.", handle: () => htmlReply(documents.utf8Page) },
    { path: "/encoding/latin1", methods: GET, purpose: "Text in ISO-8859-1, one octet a character.", handle: () => ({ statusCode: 200, contentType: "text/plain; charset=ISO-8859-1", body: latin1Octets(documents.latin1Page) }) },
    { path: "/robots.txt", methods: GET, purpose: "What robots should not read.", handle: () => document("text/plain", documents.robots) },
    { path: "/deny", methods: GET, purpose: "What they should not read.", handle: () => document("text/plain", documents.denied) },
    { path: "/forms/post", methods: GET, purpose: "A form for a browser; /post shows what it sends.", handle: () => htmlReply(documents.orderForm) },
    { path: "/image", methods: GET, purpose: "A picture in the format that Accept names.", handle: imageReply },
    { path: "/image/png", methods: GET, purpose: "The picture as PNG.", handle: () => pictures.png },
    { path: "/image/jpeg", methods: GET, purpose: "As JPEG.", handle: () => pictures.jpeg },
    { path: "/image/webp", methods: GET, purpose: "As WebP.", handle: () => pictures.webp },
    { path: "/image/svg", methods: GET, purpose: "As SVG.", handle: () => pictures.svg },
    { path: "/uuid", methods: GET, purpose: "A new UUID.", handle: () => jsonReply({ uuid: randomUUID() }) },
    { path: "/base64/{value}", methods: GET, purpose: "What the base64 decodes to.", example: "/base64/SFRUUCBieSBoYW5k", handle: base64Reply },
    { path: "/links/{n}", methods: GET, purpose: "Redirects to the first of so many pages.", example: "/links/3", handle: firstLinksReply },
    { path: "/links/{n}/{offset}", methods: GET, purpose: "Links to the other pages.", example: "/links/3/0", handle: linksReply },
  ] },
  { title: "Faults", routes: [
    { path: "/fault/{name}", methods: "any", purpose: "Misbehaves as named; the names stand below.", example: "/fault/bad-status-line", handle: faultReply },
  ] },
];

export const routes: readonly Route[] = routeGroups.flatMap((group) => group.routes);

function document(contentType: string, text: string): Reply {
  return { statusCode: 200, contentType, body: utf8Octets(text) };
}

/** Values of several field lines as one, as httpbin's server gives them on. */
function joinedValues(fields: readonly Field[], name: string): string | undefined {
  const values = fieldValues(fields, name);
  return values.length === 0 ? undefined : values.join(",");
}

const MOST_DELAY_S = 10;

function delayReply(exchange: Exchange): Reply {
  const seconds = Math.min(exchange.path.number("seconds", { least: 0 }), MOST_DELAY_S);
  return { ...jsonReply(echoWithoutJson(exchange)), delayMs: seconds * 1000 };
}

function indexReply(exchange: Exchange): Reply {
  return pageReply(exchange, { routeGroups, faultGroups });
}

function faultReply({ path, memory }: Exchange): StagedReply {
  const name = path.text("name");
  const fault = faults.find((each) => each.name === name);
  if (fault === undefined) throw new Refusal(404, `There is no fault "${name}". GET / lists them.`);
  return memory.faultTurns.take(fault);
}
