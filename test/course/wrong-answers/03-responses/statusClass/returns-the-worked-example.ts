// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { StatusClass } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export function statusClass(_statusCode: number): StatusClass {
  return "client-error";
}
