// The learner must see: encoding with `encodeURI`, which is for whole URLs and leaves `&`, `=`, `+`, `#` and `?` as they are.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value !== null && value !== undefined);
  const query = given.map(([name, value]) => `${encodeURI(name)}=${encodeURI(String(value))}`).join("&");
  return (path || "/") + (query && `?${query}`);
}
