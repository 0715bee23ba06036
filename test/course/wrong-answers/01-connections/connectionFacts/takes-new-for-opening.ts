// The learner must see: answering without having connected: `new` takes note of host and port, and `connect()` opens the connection.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function connectionFacts(host: string, port: number) {
  const connection = new HTTPConnection(host, port);
  try {
    const { localAddress, localPort, remoteAddress, remotePort } = connection;
    return { localAddress, localPort, remoteAddress, remotePort };
  } finally {
    connection.close();
  }
}
