import { serviceUrl } from "../echo.ts";
import type { Exchange } from "../exchange.ts";
import { htmlPage } from "../html.ts";
import { Refusal } from "../refusal.ts";
import { emptyReply, htmlReply, type Reply } from "../reply.ts";

const MOST_REDIRECTS = 1_000;

/** `/redirect/{n}`: so many redirects until `/get`, `?absolute=true` with absolute Locations. */
export function redirectReply(exchange: Exchange): Reply {
  const isAbsolute = exchange.query.text("absolute", "").toLowerCase() === "true";
  return redirectPage(isAbsolute ? absoluteStep(exchange) : relativeStep(exchange));
}

/** `/relative-redirect/{n}` */
export function relativeRedirectReply(exchange: Exchange): Reply {
  return emptyReply(302, [["Location", relativeStep(exchange)]]);
}

/** `/absolute-redirect/{n}` */
export function absoluteRedirectReply(exchange: Exchange): Reply {
  return redirectPage(absoluteStep(exchange));
}

/** A 302 with a page for whoever does not follow it. */
export function redirectPage(location: string): Reply {
  const page = htmlPage("Redirecting", "Redirecting", "What you asked for is at", location);
  return { ...htmlReply(page, 302), fields: [["Location", location]] };
}

function relativeStep({ path }: Exchange): string {
  const n = path.wholeNumber("n", { least: 1, most: MOST_REDIRECTS });
  return n === 1 ? "/get" : `/relative-redirect/${n - 1}`;
}

function absoluteStep(exchange: Exchange): string {
  return serviceUrl(exchange) + relativeStep(exchange).replace("/relative-", "/absolute-");
}

/**
 * `/redirect-to?url=…&status_code=…`: that Location, with a status code of 300 to 399, else 302. The names of
 * both are read in any letter case.
 *
 * @throws {Refusal} 400, also for a target that is not on this machine: a service that sends people anywhere
 * would lend its name to whoever asks
 */
export function redirectToReply({ query }: Exchange): Reply {
  const anyCase = query.inAnyCase();
  const statusCode = anyCase.wholeNumber("status_code", {}, 302);
  const location = checkedLocation(anyCase.text("url"));
  return emptyReply(statusCode >= 300 && statusCode <= 399 ? statusCode : 302, [["Location", location]]);
}

const LOOPBACK = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

// [ scheme ":" ] [ "//" authority ] …   RFC 3986 §4.1
const BEGINNING = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?/;

/** Read without judging the port, so that a client can be sent to `http://localhost:-1`. */
function isHere(location: string): boolean {
  const [, scheme, authority] = BEGINNING.exec(location) ?? [];
  if (authority === undefined) return scheme === undefined;
  const host = authority.replace(/^.*@/, "").replace(/:[^:\]]*$/, "");
  return /^https?$/i.test(scheme ?? "http") && LOOPBACK.test(host);
}

function checkedLocation(url: string): string {
  if (/[\x00-\x1f\x7f]/.test(url)) {
    throw new Refusal(
      400,
      `Cannot redirect to ${JSON.stringify(url)}: control characters stand in it (RFC 9110 §5.5).`,
    );
  }
  const location = percentEncoded(url);
  if (!isHere(location)) {
    throw new Refusal(400, `Cannot redirect to "${url}": this service redirects to loopback hosts only.`);
  }
  return location;
}

/** What no URI may hold becomes `%XX` (RFC 3986 §2); `%` stays, since it may be the beginning of one. */
function percentEncoded(url: string): string {
  return url.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/?#[\]%]+/g, encodeURIComponent);
}
