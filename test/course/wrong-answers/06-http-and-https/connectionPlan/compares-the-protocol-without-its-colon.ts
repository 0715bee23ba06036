// The learner must see: not seeing https: `protocol` is `https:`, with the colon, and no port says anything of the scheme.
import { InvalidURL } from "#client";
import type { ConnectionPlan } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function connectionPlan(text: string): ConnectionPlan {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) throw new InvalidURL(text);
  const url = new URL(text);
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  const secure = url.protocol === "https";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { secure, host, port, target: url.pathname + url.search, hostField: url.host };
}
