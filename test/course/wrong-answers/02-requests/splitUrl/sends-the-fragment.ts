// The learner must see: sending the fragment: what follows the `#` stays with the client.
import type { Destination } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function splitUrl(url: string): Destination {
  const parsed = new URL(url);
  return {
    host: parsed.hostname,
    port: Number(parsed.port || 80),
    target: parsed.href.slice(parsed.origin.length),
  };
}
