import { caReply } from "./ca-reply.ts";
import { harbour, latin1Page, utf8Page } from "./documents.ts";
import { echoedHeaders, echoWithBody, echoWithoutBody } from "./echo.ts";
import type { Exchange } from "./exchange.ts";
import { faultGroups, faults } from "./faults/index.ts";
import { latin1Octets, utf8Octets } from "./octets.ts";
import { pageReply } from "./page-reply.ts";
import { Refusal } from "./refusal.ts";
import { jsonReply, type Reply } from "./reply.ts";
import { responseHeadersReply } from "./response-headers.ts";
import type { StagedReply } from "./staged-reply.ts";
import { statusReply } from "./statuses.ts";

/** An endpoint. HEAD follows from GET, and OPTIONS from the others. */
export interface Route {
  /** Exact, but for one `{…}`, which stands for one segment. */
  readonly path: string;
  readonly methods: readonly string[] | "any";
  /** One line for the page at `/`. */
  readonly purpose: string;
  /** A path to try, where the route's own has a `{…}` or needs a query. */
  readonly example?: string;
  /** @throws {Refusal} When the request gets an error with a reason */
  readonly handle: (exchange: Exchange) => Reply | StagedReply;
}

const GET = ["GET"];
const MOST = ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"];

// biome-ignore format: one endpoint a line reads as the table it is
export const routes: readonly Route[] = [
  { path: "/", methods: GET, purpose: "This page, as HTML or as text.", handle: indexReply },
  { path: "/get", methods: GET, purpose: "Tells what arrived: query, headers, origin, url.", example: "/get?name=value", handle: (exchange) => jsonReply(echoWithoutBody(exchange)) },
  { path: "/post", methods: ["POST"], purpose: "Tells what arrived, the content as data, form, files and json.", handle: (exchange) => jsonReply(echoWithBody(exchange)) },
  { path: "/headers", methods: GET, purpose: "Tells which headers arrived, re-cased and sorted.", handle: (exchange) => jsonReply({ headers: echoedHeaders(exchange) }) },
  { path: "/dump/request", methods: "any", purpose: "Gives back the very octets of the request.", handle: ({ request }) => ({ statusCode: 200, contentType: "text/plain", body: request.octets }) },
  { path: "/status/{code}", methods: MOST, purpose: "Answers with that status code, 100 to 999.", example: "/status/404", handle: statusReply },
  { path: "/response-headers", methods: ["GET", "POST"], purpose: "Sends each pair of the query as a field line.", example: "/response-headers?X-Lamp=red&X-Lamp=green", handle: responseHeadersReply },
  { path: "/json", methods: GET, purpose: "A JSON document.", handle: () => jsonReply(harbour) },
  { path: "/encoding/utf8", methods: GET, purpose: "HTML in UTF-8, with characters of one to four octets.", handle: () => ({ statusCode: 200, contentType: "text/html; charset=utf-8", body: utf8Octets(utf8Page) }) },
  { path: "/encoding/latin1", methods: GET, purpose: "Text in ISO-8859-1, one octet a character.", handle: () => ({ statusCode: 200, contentType: "text/plain; charset=ISO-8859-1", body: latin1Octets(latin1Page) }) },
  { path: "/ca.pem", methods: GET, purpose: "The certificate of the CA behind the https ports, for curl's --cacert.", handle: caReply },
  { path: "/fault/{name}", methods: "any", purpose: "Misbehaves as named; the names stand below.", example: "/fault/bad-status-line", handle: faultReply },
];

function indexReply(exchange: Exchange): Reply {
  return pageReply(exchange, {
    routeGroups: [{ title: "Endpoints", routes }],
    faultGroups,
  });
}

function faultReply({ parameter, faultTurns }: Exchange): StagedReply {
  const fault = faults.find(({ name }) => name === parameter);
  if (fault === undefined) throw new Refusal(404, `There is no fault "${parameter}". GET / lists them.`);
  return faultTurns.take(fault);
}
