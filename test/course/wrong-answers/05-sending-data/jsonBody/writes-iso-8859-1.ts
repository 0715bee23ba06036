// The learner must see: making octets in another encoding than UTF-8, which is the only one that JSON travels in.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function jsonBody(value: unknown): RequestContent {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError("Cannot write undefined as JSON");
  const octets = Buffer.from(text, "latin1");
  const fields: [string, string][] = [
    ["Content-Type", "application/json"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
