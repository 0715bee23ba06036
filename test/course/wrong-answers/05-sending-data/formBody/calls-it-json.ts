// The learner must see: another media type than application/x-www-form-urlencoded: by it, the server reads no form.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = new URLSearchParams(pairs).toString();
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/json"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
