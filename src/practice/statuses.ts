import { teapot } from "./documents.ts";
import type { Exchange } from "./exchange.ts";
import { utf8Octets } from "./octets.ts";
import { Refusal } from "./refusal.ts";
import { jsonReply, type Reply } from "./reply.ts";

const redirect: Partial<Reply> = { fields: [["Location", "/redirect/1"]] };
const challenge = 'Basic realm="Fake Realm"';
const images = ["image/webp", "image/svg+xml", "image/jpeg", "image/png", "image/*"];

/** What a status code carries beside an empty body, after httpbin's table. */
const extras: Readonly<Record<number, Partial<Reply>>> = {
  301: redirect,
  302: redirect,
  303: redirect,
  305: redirect,
  307: redirect,
  401: { fields: [["WWW-Authenticate", challenge]] },
  402: textWithLink(
    "This answer would cost one coin.\n",
    "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.3",
  ),
  406: jsonReply({ message: "Client did not request a supported media type.", accept: images }, 406),
  407: { fields: [["Proxy-Authenticate", challenge]] },
  418: textWithLink(teapot, "https://www.rfc-editor.org/rfc/rfc2324"),
};

/**
 * `/status/{code}`: that status code, 100 to 999.
 *
 * A 1xx is no final response, so it goes ahead of a 200 (httpbin sends it alone, and breaks the connection).
 */
export function statusReply({ parameter }: Exchange): Reply {
  const statusCode = Number(parameter);
  if (!/^[1-9]\d\d$/.test(parameter)) {
    throw new Refusal(
      400,
      `Cannot read the status code "${parameter}": expected one number from 100 to 999.`,
    );
  }
  if (statusCode === 101) {
    throw new Refusal(
      400,
      "101 switches to another protocol, and this service speaks none (RFC 9110 §15.2.2).",
    );
  }
  if (statusCode < 200) {
    return { statusCode: 200, interim: statusCode, contentType: "text/html; charset=utf-8" };
  }
  return { statusCode, ...(extras[statusCode] ?? { contentType: "text/html; charset=utf-8" }) };
}

function textWithLink(text: string, link: string): Partial<Reply> {
  return { contentType: "text/plain", fields: [["x-more-info", link]], body: utf8Octets(text) };
}
