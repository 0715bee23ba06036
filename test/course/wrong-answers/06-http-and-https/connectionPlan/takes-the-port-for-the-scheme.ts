// The learner must see: taking the port for the scheme: http may be spoken at port 443, and https at any other.
import { InvalidURL } from "#client";
import type { ConnectionPlan } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function connectionPlan(text: string): ConnectionPlan {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) throw new InvalidURL(text);
  const url = new URL(text);
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  const secure = port !== 80;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { secure, host, port, target: url.pathname + url.search, hostField: url.host };
}
