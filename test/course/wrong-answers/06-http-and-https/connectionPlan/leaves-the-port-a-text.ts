// The learner must see: leaving the port a text: `url.port` is one, and `Number()` makes a number of it.
import { type ConnectionPlan, connectionPlan as right } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export function connectionPlan(url: string): ConnectionPlan {
  const plan = right(url);
  return { ...plan, port: String(plan.port) as unknown as number };
}
