// The learner must see: waiting for what does not happen, such as more octets on a connection that stays open.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url, { redirect: "manual" });
  await response.text();
  return response.status;
}
