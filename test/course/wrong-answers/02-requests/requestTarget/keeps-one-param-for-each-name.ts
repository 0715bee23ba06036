// The learner must see: putting the params into an object or a Map, which keeps one value for each name.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const given = params.filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return path || "/";
  const byName = new Map(given.map(([name, value]): [string, string] => [name, String(value)]));
  return `${path || "/"}?${new URLSearchParams([...byName])}`;
}
