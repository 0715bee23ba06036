// The learner must see: encoding twice: URLSearchParams encodes what it is given, so it is given what the person typed.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [encodeURIComponent(name), encodeURIComponent(value)]),
  ).toString();
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
