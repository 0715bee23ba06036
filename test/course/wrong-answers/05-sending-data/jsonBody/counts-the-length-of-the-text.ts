// The learner must see: counting characters, or the `length` of a string, for Content-Length: it counts octets, and é has two of them.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function jsonBody(value: unknown): RequestContent {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError("Cannot write undefined as JSON");
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "application/json"],
    ["Content-Length", String(text.length)],
  ];
  return { octets, fields };
}
