import type { Exchange } from "../exchange.ts";
import { utf8Octets } from "../octets.ts";
import { Refusal } from "../refusal.ts";
import type { Reply } from "../reply.ts";
import { teapot } from "./documents.ts";
import { notAcceptable } from "./pictures.ts";

const redirect: Partial<Reply> = { fields: [["Location", "/redirect/1"]] };
const challenge = 'Basic realm="Fake Realm"';

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
  406: notAcceptable,
  407: { fields: [["Proxy-Authenticate", challenge]] },
  418: textWithLink(teapot, "https://www.rfc-editor.org/rfc/rfc2324"),
};

/**
 * `/status/{codes}`: that status code, 100 to 999; of several (`200,503`) one by chance, of `200:9,503:1` one by
 * weight. `?seed=` makes the row of draws the same each time.
 *
 * A 1xx is no final response, so it goes ahead of a 200 (httpbin sends it alone, and breaks the connection).
 */
export function statusReply({ request, path, query, memory }: Exchange): Reply {
  const choices = path.text("codes").split(",").map(parseChoice);
  const random = query.has("seed")
    ? memory.draws.next(request.target, query.seed("seed")).random
    : Math.random();
  const statusCode = drawn(choices, random);
  if (statusCode < 200) {
    return { statusCode: 200, interim: statusCode, contentType: "text/html; charset=utf-8" };
  }
  return { statusCode, ...(extras[statusCode] ?? { contentType: "text/html; charset=utf-8" }) };
}

interface Choice {
  readonly statusCode: number;
  readonly weight: number;
}

function parseChoice(text: string): Choice {
  const [, code, weight = "1"] = /^([1-9]\d\d)(?::(\d+\.?\d*|\.\d+))?$/.exec(text) ?? [];
  if (code === undefined) {
    throw new Refusal(
      400,
      `Cannot read the status code "${text}": expected a number from 100 to 999, or several as 200:9,503:1.`,
    );
  }
  if (code === "101") {
    throw new Refusal(
      400,
      "101 switches to another protocol, and this service speaks none (RFC 9110 §15.2.2).",
    );
  }
  return { statusCode: Number(code), weight: Number(weight) };
}

function drawn(choices: readonly Choice[], random: number): number {
  let left = random * choices.reduce((sum, { weight }) => sum + weight, 0);
  for (const { statusCode, weight } of choices) {
    left -= weight;
    if (left < 0) return statusCode;
  }
  throw new Refusal(400, "Cannot draw a status code: all weights are 0.");
}

function textWithLink(text: string, link: string): Partial<Reply> {
  return { fields: [["x-more-info", link]], body: utf8Octets(text) };
}
