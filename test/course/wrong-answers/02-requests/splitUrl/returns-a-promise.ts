// The learner must see: the word `async`, or a promise that is returned: the task asks for the value itself.
import { type Destination, splitUrl as right } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function splitUrl(url: string): Promise<Destination> {
  return right(url);
}
