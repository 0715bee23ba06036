// The learner must see: leaving out the port: one machine runs many servers.
import { explain as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function explain(failure: Parameters<typeof right>[0]): ReturnType<typeof right> {
  return { next: right(failure).next, sentence: `${failure.host} failed: ${failure.kind}.` };
}
