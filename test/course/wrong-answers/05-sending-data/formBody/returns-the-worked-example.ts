// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { RequestContent } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export function formBody(_pairs: readonly [name: string, value: string][]): RequestContent {
  const octets = new TextEncoder().encode("name=Zo%C3%AB&tag=1%2B1");
  return {
    octets,
    fields: [
      ["Content-Type", "application/x-www-form-urlencoded"],
      ["Content-Length", String(octets.length)],
    ],
  };
}
