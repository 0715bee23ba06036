// The learner must see: the word `async`, or a promise that is returned: the task asks for the value itself.
import { type HeadParts, requestHead as right } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function requestHead(parts: HeadParts): Promise<Uint8Array> {
  return right(parts);
}
