// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(): Promise<string> {
  return "GET /dump/request HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept-Encoding: identity\r\nX-Lamp: red\r\n\r\n";
}
