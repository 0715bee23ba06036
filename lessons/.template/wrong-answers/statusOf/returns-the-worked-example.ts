// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
export * from "../../../../../solutions/99-template.ts";

export async function statusOf(_host: string, _port: number, _path: string): Promise<number> {
  return 404;
}
