import { decodeBase64 } from "../base64.ts";
import type { Exchange } from "../exchange.ts";
import { utf8Octets, utf8Text } from "../octets.ts";
import { Refusal } from "../refusal.ts";
import { htmlReply, type Reply } from "../reply.ts";

/**
 * `/base64/{value}`: what it decodes to, in the URL-safe alphabet (RFC 4648 §5) or the other one.
 *
 * @throws {Refusal} 400 for what is no base64, or not of UTF-8 text
 */
export function base64Reply({ path }: Exchange): Reply {
  const value = path.text("value");
  const octets = decodeBase64(utf8Octets(value.replaceAll("-", "+").replaceAll("_", "/")));
  const text = octets && utf8Text(octets);
  if (text === undefined) {
    throw new Refusal(
      400,
      `Cannot decode the base64 "${value}": expected UTF-8 text, padded with "=". Try SFRUUCBieSBoYW5k.`,
    );
  }
  return htmlReply(text);
}
