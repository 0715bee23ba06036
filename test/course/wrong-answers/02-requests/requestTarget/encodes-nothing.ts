// The learner must see: putting names and values in as they are: a `&`, a `#` or a space in them would begin something else.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value !== null && value !== undefined);
  const query = given.map(([name, value]) => `${name}=${value}`).join("&");
  return (path || "/") + (query && `?${query}`);
}
