// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { Destination } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function splitUrl(url: string): Destination {
  void url;
  return { host: "localhost", port: 8080, target: "/get?colour=red" };
}
