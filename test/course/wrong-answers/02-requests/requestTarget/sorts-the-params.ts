// The learner must see: changing the order of the params: they go as they come.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return path || "/";
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  search.sort();
  return `${path || "/"}?${search}`;
}
