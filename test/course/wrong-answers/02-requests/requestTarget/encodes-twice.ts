// The learner must see: encoding twice: the `%` of the first time became `%25`. `encodeURIComponent` and `URLSearchParams` each do all of it.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return path || "/";
  const pairs = given.map(([name, value]): [string, string] => [
    encodeURIComponent(name),
    encodeURIComponent(String(value)),
  ]);
  return `${path || "/"}?${new URLSearchParams(pairs)}`;
}
