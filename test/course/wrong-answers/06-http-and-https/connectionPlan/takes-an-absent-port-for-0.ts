// The learner must see: making a number of no text: `url.port` is "" where the port is the default one, and `Number("")` is 0.
import { InvalidURL } from "#client";
import type { ConnectionPlan } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function connectionPlan(text: string): ConnectionPlan {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) throw new InvalidURL(text);
  const url = new URL(text);
  const secure = url.protocol === "https:";
  const port = Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { secure, host, port, target: url.pathname + url.search, hostField: url.host };
}
