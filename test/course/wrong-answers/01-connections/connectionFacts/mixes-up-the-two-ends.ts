// The learner must see: mixing up the two ends: local is this machine's, remote is the server's.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function connectionFacts(host: string, port: number) {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.connect();
    const { localAddress, localPort, remoteAddress, remotePort } = connection;
    return {
      localAddress: remoteAddress,
      localPort: remotePort,
      remoteAddress: localAddress,
      remotePort: localPort,
    };
  } finally {
    connection.close();
  }
}
