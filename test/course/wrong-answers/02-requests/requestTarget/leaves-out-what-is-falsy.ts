// The learner must see: taking an empty text, or 0, for no value: they are values, and only `null` and `undefined` are none.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value);
  const query = given
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
  return (path || "/") + (query && `?${query}`);
}
