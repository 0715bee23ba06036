// The learner must see: losing the brackets in Host: without them nobody sees where the address ends and the port begins.
import { InvalidURL } from "#client";
import type { ConnectionPlan } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function connectionPlan(text: string): ConnectionPlan {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) throw new InvalidURL(text);
  const url = new URL(text);
  const secure = url.protocol === "https:";
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return {
    secure,
    host,
    port,
    target: url.pathname + url.search,
    hostField: url.port === "" ? host : `${host}:${port}`,
  };
}
