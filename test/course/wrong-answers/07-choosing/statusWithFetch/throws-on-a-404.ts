// The learner must see: taking a status code for a failure: `fetch` gives a 404 as it gives a 200, and so does this function.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url, { redirect: "manual" });
  await response.body?.cancel();
  if (response.status >= 400) throw new Error(`${response.status} ${response.statusText}`);
  return response.status;
}
