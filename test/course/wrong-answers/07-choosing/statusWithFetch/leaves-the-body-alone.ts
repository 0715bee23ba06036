// The learner must see: leaving the body alone: as long as it is neither read nor cancelled, the response keeps its connection.
export * from "../../../../../solutions/07-choosing.ts";

export async function statusWithFetch(url: string): Promise<number> {
  const response = await fetch(url, { redirect: "manual" });
  return response.status;
}
