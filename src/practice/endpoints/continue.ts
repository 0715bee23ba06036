import { echoWithBody } from "../echo.ts";
import type { Exchange } from "../exchange.ts";
import type { Parameters } from "../parameters.ts";
import { Refusal } from "../refusal.ts";
import { jsonReply, type Reply, refusalReply } from "../reply.ts";
import type { ExpectantHead } from "../request-reader.ts";

const ANSWERS = ["100", "nothing", "417", "413", "401"] as const;

/**
 * What a client gets that waits before it sends its content: `100 Continue`, nothing (it has to decide by itself
 * how long it waits, RFC 9110 §10.1.1), or at once the final response, after which the content is not wanted.
 *
 * @throws {Refusal} 400 for another `?answer=`
 */
export function expectationReply(head: ExpectantHead, query: Parameters): Reply | "continue" | "nothing" {
  if (head.path !== "/continue") return "continue";
  const answer = query.oneOf("answer", ANSWERS, "100");
  if (answer === "100") return "continue";
  if (answer === "nothing") return "nothing";
  const reason = `You asked for ${answer} in place of 100 Continue: keep your content to yourself.`;
  return { ...refusalReply(new Refusal(Number(answer), reason)), isLast: true };
}

/** `/continue?answer=…`, when the content has come. */
export function continueReply(exchange: Exchange): Reply {
  exchange.query.oneOf("answer", ANSWERS, "100");
  return jsonReply(echoWithBody(exchange));
}
