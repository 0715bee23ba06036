// The learner must see: keeping one value for each name, as an object of JavaScript does: in a form a name may come twice.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = new URLSearchParams(Object.fromEntries(pairs)).toString();
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
