// The learner must see: following the redirection: `fetch` does it by itself, unless `redirect: "manual"` tells it not to.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url);
  await response.body?.cancel();
  return response.status;
}
