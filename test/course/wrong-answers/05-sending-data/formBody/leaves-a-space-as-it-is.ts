// The learner must see: leaving a space as it is: it is + or %20 in a form.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

const encode = (text: string) => text.replace(/[&=%+]|[^\0-\x7f]+/gu, (each) => encodeURIComponent(each));

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = pairs.map((pair) => pair.map(encode).join("=")).join("&");
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
