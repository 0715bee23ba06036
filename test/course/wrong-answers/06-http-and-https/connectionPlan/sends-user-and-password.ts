// The learner must see: sending user and password along: they stand in front of the host in a URL, and belong neither to Host nor to the target.
import { InvalidURL } from "#client";
import type { ConnectionPlan } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function connectionPlan(text: string): ConnectionPlan {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) throw new InvalidURL(text);
  const url = new URL(text);
  const secure = url.protocol === "https:";
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const [, authority = ""] = /^https?:\/\/([^/?#]*)/i.exec(text) ?? [];
  return {
    secure,
    host,
    port,
    target: url.pathname + url.search,
    hostField: url.username === "" ? url.host : authority,
  };
}
