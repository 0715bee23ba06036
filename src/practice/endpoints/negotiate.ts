import type { Exchange } from "../exchange.ts";
import { Refusal } from "../refusal.ts";
import { jsonReply, type Reply, refusalReply } from "../reply.ts";
import { type Field, fieldTokens } from "../request-head.ts";
import { brotli, deflate, gzip } from "./codings.ts";

const CODINGS = [brotli, gzip, deflate];
const VARY: Field = ["Vary", "Accept-Encoding"];

/** Less than any weight that can be written, and still acceptable. */
const UNNAMED = 0.0001;

/**
 * `/negotiate`: content in the coding that Accept-Encoding likes best, which `/gzip` and its neighbours do not look at
 * (RFC 9110 §12.5.3). Of equals the first of br, gzip and deflate; 406 when none is left.
 */
export function negotiateReply({ request }: Exchange): Reply {
  const weights = acceptedCodings(request.fields);
  const best = bestCoding(weights);
  if (best === undefined) {
    const refusal = new Refusal(406, "There is br, gzip, deflate and identity, and you take none of them.");
    return { ...refusalReply(refusal), fields: [VARY] };
  }
  const reply = jsonReply({ coding: best, weights });
  const coding = CODINGS.find(({ name }) => name === best);
  if (coding === undefined) return { ...reply, fields: [VARY] };
  const body = coding.encode(reply.body ?? new Uint8Array(0));
  return { ...reply, body, fields: [["Content-Encoding", best], VARY] };
}

// codings [ weight ]   weight = OWS ";" OWS "q=" qvalue   RFC 9110 §12.4.2
const ACCEPTED = /^([!#$%&'*+\-.^_`|~0-9a-z]+)(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/;

/** Weights by coding, lower-cased; none where there is no Accept-Encoding, and so no coding is asked for. */
function acceptedCodings(fields: readonly Field[]): ReadonlyMap<string, number> {
  return new Map(
    fieldTokens(fields, "Accept-Encoding").map((member) => {
      const [, coding, weight = "1"] = ACCEPTED.exec(member) ?? [];
      if (coding === undefined) {
        throw new Refusal(
          400,
          `Cannot read "${member}" in Accept-Encoding: expected a coding, and perhaps ;q=0 to ;q=1 (RFC 9110 §12.5.3).`,
        );
      }
      return [coding, Number(weight)];
    }),
  );
}

function bestCoding(weights: ReadonlyMap<string, number>): string | undefined {
  const others = weights.get("*");
  const candidates = CODINGS.map(({ name }) => ({ name, weight: weights.get(name) ?? others ?? 0 }));
  // Without a word against it, what is not coded is acceptable.
  candidates.push({ name: "identity", weight: weights.get("identity") ?? others ?? UNNAMED });
  const best = candidates.reduce((one, other) => (other.weight > one.weight ? other : one));
  return best.weight > 0 ? best.name : undefined;
}
