// The learner must see: reading after close(), or before connect(): only an open connection has two ends.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function connectionFacts(host: string, port: number) {
  const connection = new HTTPConnection(host, port);
  await connection.connect();
  connection.close();
  const { localAddress, localPort, remoteAddress, remotePort } = connection;
  return { localAddress, localPort, remoteAddress, remotePort };
}
