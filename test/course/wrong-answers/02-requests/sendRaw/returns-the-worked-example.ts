// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.

export * from "../../../../../solutions/02-requests.ts";

export async function sendRaw(): Promise<Uint8Array> {
  return new TextEncoder().encode("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
}
