// The learner must see: answering without having connected: `new` takes note of host and port, and `connect()` opens the connection.
export * from "../../../../../solutions/01-connections.ts";

import type { ConnectionFacts } from "../../../../../solutions/01-connections.ts";

export async function connectionFacts(): Promise<ConnectionFacts> {
  return { localAddress: "127.0.0.1", localPort: 50_000, remoteAddress: "127.0.0.1", remotePort: 8080 };
}
