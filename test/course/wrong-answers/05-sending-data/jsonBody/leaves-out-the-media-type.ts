// The learner must see: leaving out Content-Type: the client never guesses it, so whoever reads the content has to.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function jsonBody(value: unknown): RequestContent {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError("Cannot write undefined as JSON");
  const octets = new TextEncoder().encode(text);
  const fields: [string, string][] = [["Content-Length", String(octets.length)]];
  return { octets, fields };
}
