// The learner must see: encoding values only: a name may hold `&`, `=` or a space as well.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value !== null && value !== undefined);
  const query = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&");
  return (path || "/") + (query && `?${query}`);
}
