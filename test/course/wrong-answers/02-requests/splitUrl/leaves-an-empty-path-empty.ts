// The learner must see: leaving an empty path empty: on the wire it is `/`.
import type { Destination } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function splitUrl(url: string): Destination {
  const [, host = "", port = "80", target = ""] = /^http:\/\/([^/?#:]*)(?::(\d+))?([^#]*)/.exec(url) ?? [];
  return { host, port: Number(port), target };
}
