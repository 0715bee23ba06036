// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { ConnectionPlan } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function connectionPlan(): ConnectionPlan {
  return {
    secure: true,
    host: "::1",
    port: 8443,
    target: "/get?lamp=red",
    hostField: "[::1]:8443",
  };
}
