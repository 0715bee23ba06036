// The learner must see: keeping the port in the host: `host` of a `URL` has both, `hostname` the host alone.
import type { Destination } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function splitUrl(url: string): Destination {
  const parsed = new URL(url);
  return { host: parsed.host, port: Number(parsed.port || 80), target: parsed.pathname + parsed.search };
}
