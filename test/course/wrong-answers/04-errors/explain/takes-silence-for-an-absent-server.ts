// The learner must see: taking silence for an absent server: of an absent one the machine says so at once, and a silent one may be there.
import { explain as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function explain(failure: Parameters<typeof right>[0]): ReturnType<typeof right> {
  const { next, sentence } = right(failure);
  return { next: failure.kind === "timeout" ? "start-server" : next, sentence };
}
