// The learner must see: putting the `?` of a query in front: a form is the content, and begins with its first name.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = `?${new URLSearchParams(pairs)}`;
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
