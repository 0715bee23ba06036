// The learner must see: another request than one GET: HEAD has no body to leave, and servers answer it in other ways.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url, { method: "HEAD", redirect: "manual" });
  return response.status;
}
