// The learner must see: the word `async`, or a promise that is returned: the task asks for the value itself.
import { type RequestContent, formBody as right } from "../../../../../solutions/05-sending-data.ts";

export * from "../../../../../solutions/05-sending-data.ts";

export async function formBody(pairs: readonly [name: string, value: string][]): Promise<RequestContent> {
  return right(pairs);
}
