import { isSecure } from "../echo.ts";
import type { Exchange } from "../exchange.ts";
import { checkField } from "../field-rules.ts";
import { latin1Octets, utf8Octets } from "../octets.ts";
import { jsonReply, type Reply } from "../reply.ts";
import { type Field, fieldValues } from "../request-head.ts";
import { redirectPage } from "./redirects.ts";

/** `/cookies`: the cookies that arrived, without those of visitor statistics unless `?show_env=1`. */
export function cookiesReply({ request, query }: Exchange): Reply {
  const cookies = [...receivedCookies(request.fields)];
  const shown = query.has("show_env") ? cookies : cookies.filter(([name]) => !STATISTICS_COOKIE.test(name));
  return jsonReply({ cookies: new Map(shown) });
}

const STATISTICS_COOKIE = /^(?:_gauges_unique(?:_year|_month|_day|_hour)?|__utm[abz])$/;

/** `/cookies/set?name=value`: sets them, and redirects to `/cookies`. Of one name the first value counts. */
export function setCookiesReply(exchange: Exchange): Reply {
  const first = new Map([...exchange.query.pairs].reverse());
  const names = [...new Set(exchange.query.pairs.map(([name]) => name))];
  return withCookies(names.map((name) => setCookie(name, first.get(name) ?? "", exchange)));
}

/** `/cookies/set/{name}/{value}` */
export function setCookieReply(exchange: Exchange): Reply {
  return withCookies([setCookie(exchange.path.text("name"), exchange.path.text("value"), exchange)]);
}

/** `/cookies/delete?name`: makes the client forget them. */
export function deleteCookiesReply({ query }: Exchange): Reply {
  const names = [...new Set(query.pairs.map(([name]) => name))];
  return withCookies(
    names.map((name) => `${name}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/`),
  );
}

function setCookie(name: string, value: string, exchange: Exchange): string {
  return `${name}=${quotedValue(value)}; ${isSecure(exchange) ? "Secure; " : ""}Path=/`;
}

function withCookies(cookies: readonly string[]): Reply {
  const reply = redirectPage("/cookies");
  const fields = cookies.map((cookie): Field => ["Set-Cookie", cookie]);
  for (const cookie of cookies) checkField([cookie.slice(0, cookie.indexOf("=")), cookie]);
  return { ...reply, fields: [...(reply.fields ?? []), ...fields] };
}

/**
 * The cookies of a request, by name. As httpbin has it: of one name the first counts, a name without `=` has
 * an empty value, and several Cookie fields, which RFC 6265 §5.4 forbids, are one text joined with `,`.
 */
export function receivedCookies(fields: readonly Field[]): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  const text = new TextDecoder().decode(latin1Octets(fieldValues(fields, "Cookie").join(",")));
  for (const pair of text.split(";")) {
    const [, name = "", value = ""] = /^\s*([^=]*?)\s*(?:=\s*(.*?))?\s*$/s.exec(pair) ?? [];
    if (name !== "" && !cookies.has(name)) cookies.set(name, unquotedValue(value));
  }
  return cookies;
}

// cookie-octet of RFC 6265 §4.1.1, and what else browsers and Python leave without quotes.
const NEEDS_NO_QUOTES = /^[\w!#$%&'()*+\-./:<=>?@[\]^`{|}~]*$/;

/** As Python writes a value: what is no cookie-octet in quotes, as `\"`, `\\` or three octal digits. */
export function quotedValue(value: string): string {
  if (NEEDS_NO_QUOTES.test(value)) return value;
  const escaped = [...utf8Octets(value)].map((octet) => {
    const character = String.fromCharCode(octet);
    if (/["\\]/.test(character)) return `\\${character}`;
    return /[\x20-\x7e]/.test(character) && !/[,;]/.test(character)
      ? character
      : `\\${octet.toString(8).padStart(3, "0")}`;
  });
  return `"${escaped.join("")}"`;
}

function unquotedValue(value: string): string {
  if (!/^".*"$/s.test(value) || value.length < 2) return value;
  const octets = latin1Octets(
    Buffer.from(value.slice(1, -1))
      .toString("latin1")
      .replace(/\\([0-3][0-7]{2}|[\s\S])/g, (_, escaped: string) =>
        escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8)) : escaped,
      ),
  );
  return new TextDecoder().decode(octets);
}
