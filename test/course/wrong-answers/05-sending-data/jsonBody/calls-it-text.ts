// The learner must see: another media type than application/json: by it, the octets mean something else.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function jsonBody(value: unknown): RequestContent {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError("Cannot write undefined as JSON");
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "text/plain; charset=utf-8"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
