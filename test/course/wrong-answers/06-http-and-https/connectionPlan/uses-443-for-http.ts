// The learner must see: one default port for both schemes: it is 443 for https, and 80 for http, where TLS is not spoken.
import { InvalidURL } from "#client";
import type { ConnectionPlan } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function connectionPlan(text: string): ConnectionPlan {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) throw new InvalidURL(text);
  const url = new URL(text);
  const secure = url.protocol === "https:";
  const port = Number(url.port || 443);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { secure, host, port, target: url.pathname + url.search, hostField: url.host };
}
