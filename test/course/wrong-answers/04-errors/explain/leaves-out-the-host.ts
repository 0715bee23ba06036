// The learner must see: leaving out the host: who reads a log at night has to know which server it was.
import { explain as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function explain(failure: Parameters<typeof right>[0]): ReturnType<typeof right> {
  return { next: right(failure).next, sentence: `Port ${failure.port}: ${failure.kind}.` };
}
