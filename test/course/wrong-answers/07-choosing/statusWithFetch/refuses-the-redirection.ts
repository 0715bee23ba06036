// The learner must see: refusing the redirection: with `redirect: "error"` it is a failure, with `"manual"` a response.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url, { redirect: "error" });
  await response.body?.cancel();
  return response.status;
}
