// The learner must see: making a number of a port that is not there: where the URL has none, the port of http is 80.
import type { Destination } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function splitUrl(url: string): Destination {
  const parsed = new URL(url);
  return { host: parsed.hostname, port: Number(parsed.port), target: parsed.pathname + parsed.search };
}
