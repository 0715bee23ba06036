// The learner must see: returning `ok`, which says only whether the code is 200 to 299: the number is `status`.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<boolean> {
  const response = await fetch(url, { redirect: "manual" });
  await response.body?.cancel();
  return response.ok;
}
