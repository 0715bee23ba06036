// The learner must see: leaving out the query: it is a part of the request-target.
import type { Destination } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function splitUrl(url: string): Destination {
  const parsed = new URL(url);
  return { host: parsed.hostname, port: Number(parsed.port || 80), target: parsed.pathname };
}
