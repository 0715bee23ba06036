// The learner must see: calling it multipart/form-data: that is the other format, whose type needs a boundary.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(pairs: readonly [name: string, value: string][]): RequestContent {
  const text = new URLSearchParams(pairs).toString();
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [
    ["Content-Type", "multipart/form-data"],
    ["Content-Length", String(octets.length)],
  ];
  return { octets, fields };
}
