// The learner must see: writing path or query anew: `searchParams` and `decodeURIComponent` give other octets than those of the URL.
import type { Destination } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function splitUrl(url: string): Destination {
  const parsed = new URL(url);
  return {
    host: parsed.hostname,
    port: Number(parsed.port || 80),
    target: parsed.pathname + (parsed.search && `?${parsed.searchParams}`),
  };
}
