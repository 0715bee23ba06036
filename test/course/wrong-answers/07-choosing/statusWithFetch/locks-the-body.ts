// The learner must see: calling `cancel()` of a body that a reader has locked: then it is the reader that cancels.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url, { redirect: "manual" });
  const reader = response.body?.getReader();
  await reader?.read();
  await response.body?.cancel();
  return response.status;
}
