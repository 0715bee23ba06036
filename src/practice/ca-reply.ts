import type { Exchange } from "./exchange.ts";
import { utf8Octets } from "./octets.ts";
import { Refusal } from "./refusal.ts";
import type { Reply } from "./reply.ts";

/** `/ca.pem`: what a client has to trust to use the https ports (RFC 7468 §5). */
export function caReply({ tls }: Exchange): Reply {
  if (tls === undefined) {
    throw new Refusal(404, "This service was started without https ports, and so without a CA.");
  }
  return { statusCode: 200, contentType: "application/x-pem-file", body: utf8Octets(tls.ca) };
}
