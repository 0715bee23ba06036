// The learner must see: the word `async`, or a promise that is returned: the task asks for the value itself.
import { parseStatusLine as right, type StatusLine } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export async function parseStatusLine(line: string): Promise<StatusLine> {
  return right(line);
}
