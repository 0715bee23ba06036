// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url, { redirect: "manual" });
  await response.body?.cancel();
  return 302;
}
