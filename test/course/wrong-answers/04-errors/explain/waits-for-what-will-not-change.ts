// The learner must see: another step than the table of the task has for this kind.
import { explain as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function explain(failure: Parameters<typeof right>[0]): ReturnType<typeof right> {
  const { next, sentence } = right(failure);
  return { next: next === "report" ? "wait" : next, sentence };
}
