// The learner must see: leaving the port a text: `URL` gives text, `""` where there is no port, and the port is a number.
import type { Destination } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function splitUrl(url: string): Destination {
  const parsed = new URL(url);
  return {
    host: parsed.hostname,
    port: (parsed.port || "80") as unknown as number,
    target: parsed.pathname + parsed.search,
  };
}
