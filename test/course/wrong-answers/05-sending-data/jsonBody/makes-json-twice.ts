// The learner must see: making JSON of what is JSON already: the text that arrives then stands in quotes, and is a string.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function jsonBody(value: unknown): RequestContent {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError("Cannot write undefined as JSON");
  const octets = new TextEncoder().encode(JSON.stringify(text));
  const fields: [string, string][] = [
    ["Content-Type", "application/json"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
