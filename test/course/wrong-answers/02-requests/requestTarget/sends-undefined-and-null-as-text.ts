// The learner must see: sending `undefined` or `null` as text: the server would take it for a word. Leave the param out.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  const search = new URLSearchParams(params.map(([name, value]): [string, string] => [name, String(value)]));
  return (path || "/") + (search.size > 0 ? `?${search}` : "");
}
