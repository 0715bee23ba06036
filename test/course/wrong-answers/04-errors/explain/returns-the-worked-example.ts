// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { explain as right } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export function explain(_failure: Parameters<typeof right>[0]): ReturnType<typeof right> {
  return { next: "start-server", sentence: "Nobody listens there." };
}
