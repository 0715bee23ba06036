// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { Param } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export function requestTarget(path: string, params: readonly Param[]): string {
  void path;
  void params;
  return "/get?name=Zo%C3%AB%20%26%20co&page=2";
}
