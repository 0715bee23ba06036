// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
export * from "../../../../../solutions/99-template.ts";

export function requestLine(_method: string, _target: string): string {
  return "GET /get HTTP/1.1";
}
