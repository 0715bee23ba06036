// The learner must see: more than one connection: one is enough.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function connectionFacts(host: string, port: number) {
  const remote = new HTTPConnection(host, port);
  const local = new HTTPConnection(host, port);
  try {
    await remote.connect();
    await local.connect();
    const { remoteAddress, remotePort } = remote;
    const { localAddress, localPort } = local;
    return { localAddress, localPort, remoteAddress, remotePort };
  } finally {
    remote.close();
    local.close();
  }
}
