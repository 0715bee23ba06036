import { randomBytes } from "node:crypto";
import type { Exchange } from "../exchange.ts";
import { emptyReply, jsonReply, type Reply } from "../reply.ts";
import { type Field, fieldValues } from "../request-head.ts";
import { quotedValue, receivedCookies } from "./cookies.ts";
import {
  type DigestAlgorithm,
  digestAlgorithm,
  expectedResponse,
  hash,
  parseDigestCredentials,
} from "./digest.ts";

/*
 * The conversation, as httpbin leads it. It remembers nothing: the cookies say how often a nonce may be used
 * (`stale_after`) and which one was refused (`last_nonce`), and `fake` whether the client keeps cookies at all.
 * So a nonce that it never made is accepted too.
 */

const REALM = "me@kennethreitz.com";

/** `/digest-auth/{qop}/{user}/{password}[/{algorithm}[/{stale_after}]]`; `?require-cookie=1` demands cookies. */
export function digestAuthReply(exchange: Exchange): Reply {
  const { request, path, query } = exchange;
  const cookies = receivedCookies(request.fields);
  const requiresCookie = query.flag("require-cookie");
  const credentials = parseDigestCredentials(fieldValues(request.fields, "Authorization")[0] ?? "");
  const staleAfter = path.text("stale_after", "never");
  if (credentials === undefined || (requiresCookie && fieldValues(request.fields, "Cookie").length === 0)) {
    return challenge(exchange, false, { stale_after: staleAfter, fake: "fake_value" });
  }
  if (requiresCookie && cookies.get("fake") !== "fake_value") {
    const reply = jsonReply({ errors: ["missing cookie set on challenge"] }, 403);
    return { ...reply, fields: setCookies({ fake: "fake_value" }) };
  }
  const nonce = credentials.get("nonce") ?? "";
  const isStale = cookies.get("last_nonce") === nonce || cookies.get("stale_after") === "0";
  if (isStale || !isProven(exchange, credentials)) {
    const again = { stale_after: staleAfter, last_nonce: nonce, fake: "fake_value" };
    return challenge(exchange, isStale, again);
  }
  const left = cookies.get("stale_after");
  const next = left === undefined ? {} : { stale_after: oneLess(left) };
  const welcome = jsonReply({ authenticated: true, user: path.text("user") });
  return { ...welcome, fields: setCookies({ fake: "fake_value", ...next }) };
}

function challenge(exchange: Exchange, isStale: boolean, cookies: Readonly<Record<string, string>>): Reply {
  const algorithm = algorithmOf(exchange);
  const random = () => hash(algorithm, randomBytes(16));
  const parameters = [
    `realm="${REALM}"`,
    `nonce="${random()}"`,
    `opaque="${random()}"`,
    `qop="${offeredQops(exchange).join(", ")}"`,
    `algorithm=${algorithm}`,
    // Python's spelling; RFC 7616 §3.3 has it in any letter case.
    `stale=${isStale ? "True" : "False"}`,
  ];
  return emptyReply(401, [["WWW-Authenticate", `Digest ${parameters.join(", ")}`], ...setCookies(cookies)]);
}

function isProven({ request, path }: Exchange, credentials: ReadonlyMap<string, string>): boolean {
  const algorithm = algorithmOf({ path });
  const qop = credentials.get("qop");
  const userOctets = Buffer.from(path.text("user")).toString("latin1");
  const isOffered =
    credentials.get("realm") === REALM &&
    credentials.get("username") === userOctets &&
    (credentials.get("algorithm") ?? "MD5").toUpperCase() === algorithm &&
    (qop === undefined || offeredQops({ path }).includes(qop));
  const proof = { ...request, password: path.text("password") };
  return isOffered && credentials.get("response") === expectedResponse(algorithm, credentials, proof);
}

function algorithmOf({ path }: Pick<Exchange, "path">): DigestAlgorithm {
  return digestAlgorithm(path.text("algorithm", "MD5"));
}

function offeredQops({ path }: Pick<Exchange, "path">): readonly string[] {
  const qop = path.text("qop");
  return qop === "auth" || qop === "auth-int" ? [qop] : ["auth", "auth-int"];
}

function setCookies(cookies: Readonly<Record<string, string>>): Field[] {
  return Object.entries(cookies).map(([name, value]) => [
    "Set-Cookie",
    `${name}=${quotedValue(value)}; Path=/`,
  ]);
}

function oneLess(left: string): string {
  return /^-?\d+$/.test(left) ? String(Number(left) - 1) : "never";
}
