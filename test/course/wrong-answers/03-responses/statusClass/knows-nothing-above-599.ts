// The learner must see: giving codes from 600 on no class: a client treats them as a server error.
import type { StatusClass } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export function statusClass(statusCode: number): StatusClass {
  const classes = ["informational", "successful", "redirection", "client-error", "server-error"] as const;
  const found = classes[Math.floor(statusCode / 100) - 1];
  if (found === undefined) throw new RangeError(`unknown status code ${statusCode}`);
  return found;
}
