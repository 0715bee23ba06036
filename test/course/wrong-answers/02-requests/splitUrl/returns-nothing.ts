// The learner must see: returning nothing: a function without `return` gives undefined.
import { type Destination, splitUrl as right } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function splitUrl(url: string): Destination | undefined {
  right(url);
  return undefined;
}
