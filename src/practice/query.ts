import type { Json } from "./json.ts";
import type { Field } from "./request-head.ts";

/**
 * Pairs of a query or form, decoded: `+` is a space, a bad `%zz` stays, octets that are not UTF-8
 * become U+FFFD, blank values are kept.
 */
export function queryPairs(query: string): Field[] {
  return [...new URLSearchParams(`&${query}`)]; // A leading "?" would be dropped; "&" protects it.
}

/** One value of a name as a string, several as a list. */
export function grouped(pairs: readonly Field[]): ReadonlyMap<string, Json> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const list = values.get(name);
    if (list === undefined) values.set(name, [value]);
    else list.push(value);
  }
  return new Map([...values].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? "") : list]));
}
