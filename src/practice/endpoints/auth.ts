import { decodeBase64 } from "../base64.ts";
import type { Exchange } from "../exchange.ts";
import { latin1Octets, utf8Text } from "../octets.ts";
import { emptyReply, jsonReply, type Reply } from "../reply.ts";
import { fieldValues } from "../request-head.ts";

/** `/basic-auth/{user}/{password}` (RFC 7617). */
export function basicAuthReply(exchange: Exchange): Reply {
  const challenge: Reply = {
    statusCode: 401,
    fields: [["WWW-Authenticate", 'Basic realm="Fake Realm"']],
  };
  return isAuthorized(exchange) ? welcome(exchange) : challenge;
}

/** `/hidden-basic-auth/{user}/{password}`: 404 in place of a challenge. */
export function hiddenBasicAuthReply(exchange: Exchange): Reply {
  return isAuthorized(exchange) ? welcome(exchange) : emptyReply(404);
}

/** `/bearer` (RFC 6750): whatever token comes is shown. */
export function bearerReply({ request }: Exchange): Reply {
  const [authorization = ""] = fieldValues(request.fields, "Authorization");
  if (!authorization.startsWith("Bearer ")) return emptyReply(401, [["WWW-Authenticate", "Bearer"]]);
  return jsonReply({ authenticated: true, token: authorization.slice("Bearer ".length) });
}

function welcome({ path }: Exchange): Reply {
  return jsonReply({ authenticated: true, user: path.text("user") });
}

// user-pass = user-id ":" password   RFC 7617 §2; only the password may hold a colon.
function isAuthorized({ request, path }: Exchange): boolean {
  const [authorization = ""] = fieldValues(request.fields, "Authorization");
  const [, credentials] = /^basic +(.*)$/i.exec(authorization) ?? [];
  const octets = credentials === undefined ? undefined : decodeBase64(latin1Octets(credentials));
  const [, user, password] = /^([^:]*):(.*)$/s.exec((octets && utf8Text(octets)) ?? "") ?? [];
  return user === path.text("user") && password === path.text("password");
}
