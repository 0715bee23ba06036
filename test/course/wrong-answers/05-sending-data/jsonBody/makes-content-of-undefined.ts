// The learner must see: making content of undefined, which JSON does not have: the server would read nothing, or a word.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function jsonBody(value: unknown): RequestContent {
  const octets = new TextEncoder().encode(String(JSON.stringify(value)));
  const fields: [string, string][] = [
    ["Content-Type", "application/json"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
