// The learner must see: leaving `+` as it is: a server reads it as a space, so a plus is written %2B.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value !== null && value !== undefined);
  const query = given
    .map(
      ([name, value]) =>
        `${encodeURIComponent(name)}=${encodeURIComponent(String(value)).replaceAll("%2B", "+")}`,
    )
    .join("&");
  return (path || "/") + (query && `?${query}`);
}
