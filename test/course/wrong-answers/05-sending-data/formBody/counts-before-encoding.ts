// The learner must see: counting something else than the octets that are sent: names and values grow when they are encoded.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = new URLSearchParams(pairs).toString();
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/x-www-form-urlencoded"],
    ["Content-Length", String(pairs.map((pair) => pair.join("=")).join("&").length)],
  ];
  return { octets, fields };
}
