// The learner must see: sending a param that has no value as an empty one: leave it out, name and all.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const search = new URLSearchParams(
    params.map(([name, value]): [string, string] => [name, String(value ?? "")]),
  );
  return (path || "/") + (search.size > 0 ? `?${search}` : "");
}
