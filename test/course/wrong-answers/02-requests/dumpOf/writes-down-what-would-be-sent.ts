// The learner must see: writing down what the client would send: ask the service, which sees it.
import { type FieldLine, requestHead } from "../../../../../solutions/02-requests.ts";

export * from "../../../../../solutions/02-requests.ts";

export async function dumpOf(host: string, port: number, fields: readonly FieldLine[]): Promise<string> {
  const lines = [["Accept-Encoding", "identity"] as const, ...fields];
  return Buffer.from(
    requestHead({ method: "GET", target: "/dump/request", host, port, fields: lines }),
  ).toString();
}
