import { certificateKinds } from "./certificates.ts";
import type { Exchange } from "./exchange.ts";
import { utf8Octets } from "./octets.ts";
import { Refusal } from "./refusal.ts";
import { jsonReply, type Reply } from "./reply.ts";
import type { SecureSide } from "./secure-side.ts";

/** `/ca.pem`: what a client has to trust to use the https ports (RFC 7468 §5). */
export function caReply(exchange: Exchange): Reply {
  return {
    statusCode: 200,
    contentType: "application/x-pem-file",
    body: utf8Octets(secureSideOf(exchange).ca),
  };
}

/** `/tls`: the same for a program, with the https ports by name: `{ ca, good: { port, url, … }, expired … }`. */
export function tlsReply(exchange: Exchange): Reply {
  const side = secureSideOf(exchange);
  // Not all that `side` has: a key is for nobody who asks in the clear.
  const ports = certificateKinds.map(({ name }) => [name, { ...side[name] }] as const);
  return jsonReply({ ca: side.ca, ...Object.fromEntries(ports) });
}

function secureSideOf({ tls }: Exchange): SecureSide {
  if (tls !== undefined) return tls;
  throw new Refusal(404, "This service was started without https ports, and so without a CA.");
}
