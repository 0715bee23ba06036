// The learner must see: leaving 80 and 443 out of Host whatever the scheme is: for http 443 is a port like any other.
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
    hostField: port === 80 || port === 443 ? url.hostname : `${url.hostname}:${port}`,
  };
}
