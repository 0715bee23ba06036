// The learner must see: the word `async`, or a promise that is returned: the task asks for the value itself.
import { type RequestContent, jsonBody as right } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function jsonBody(value: unknown): Promise<RequestContent> {
  return right(value);
}
