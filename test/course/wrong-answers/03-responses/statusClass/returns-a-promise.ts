// The learner must see: the word `async`, or a promise that is returned: the task asks for the value itself.
import { statusClass as right, type StatusClass } from "../../../../../solutions/03-responses.ts";

export * from "../../../../../solutions/03-responses.ts";

export async function statusClass(statusCode: number): Promise<StatusClass> {
  return right(statusCode);
}
