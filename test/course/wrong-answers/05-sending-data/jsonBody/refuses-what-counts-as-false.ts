// The learner must see: taking every value that counts as false for undefined: null, false, 0 and an empty string are JSON.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function jsonBody(value: unknown): RequestContent {
  const text = JSON.stringify(value);
  if (!value) throw new TypeError("Cannot write undefined as JSON");
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/json"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
