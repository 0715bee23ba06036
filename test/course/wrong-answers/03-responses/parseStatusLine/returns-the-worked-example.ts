// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { StatusLine } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export function parseStatusLine(_line: string): StatusLine {
  return { version: [1, 1], statusCode: 404, reasonPhrase: "Not Found" };
}
