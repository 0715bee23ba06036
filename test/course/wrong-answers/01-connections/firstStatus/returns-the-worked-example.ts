// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
export * from "../../../../../solutions/01-connections.ts";

export async function firstStatus(): Promise<number> {
  return 200;
}
