// The learner must see: percent-encoding something else than the octets of UTF-8: ë is %C3%AB, and not %EB or ë.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = pairs
    .map((pair) => pair.map((each) => escape(each).replaceAll("+", "%2B")).join("="))
    .join("&");
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
