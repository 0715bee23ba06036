// The learner must see: comparing with <= where < is meant, or with > where >= is: 300 is the first code of redirection.
import type { StatusClass } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export function statusClass(statusCode: number): StatusClass {
  if (statusCode > 500) return "server-error";
  if (statusCode > 400) return "client-error";
  if (statusCode > 300) return "redirection";
  if (statusCode >= 200) return "successful";
  return "informational";
}
