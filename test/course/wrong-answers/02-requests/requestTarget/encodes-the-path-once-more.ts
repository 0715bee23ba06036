// The learner must see: encoding the path once more: it is encoded already, and %C3 becomes %25C3.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value !== null && value !== undefined);
  const query = given
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
  return encodeURI(path || "/") + (query && `?${query}`);
}
