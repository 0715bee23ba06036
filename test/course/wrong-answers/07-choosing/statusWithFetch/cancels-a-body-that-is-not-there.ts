// The learner must see: calling a method of a body that is not there: `response.body` is null where there is no content.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url, { redirect: "manual" });
  await response.body!.cancel();
  return response.status;
}
