// The learner must see: leaving a + as it is: in a form it stands for a space, and a + that is meant is %2B.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = pairs.map((pair) => pair.map(escape).join("=")).join("&");
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
