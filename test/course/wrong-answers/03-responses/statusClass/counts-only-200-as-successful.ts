// The learner must see: counting only 200 as successful: every code from 200 to 299 is.
import type { StatusClass } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export function statusClass(statusCode: number): StatusClass {
  if (statusCode === 200) return "successful";
  if (statusCode < 200) return "informational";
  if (statusCode < 400) return "redirection";
  if (statusCode < 500) return "client-error";
  return "server-error";
}
