// The learner must see: leaving &, = or % as they are inside of a name or a value: they look like a border there. encodeURI leaves them, too.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = pairs.map((pair) => pair.join("=")).join("&");
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
