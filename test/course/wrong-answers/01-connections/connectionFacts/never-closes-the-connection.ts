// The learner must see: never closing the connection: a response that was read, and a function that was left, leave it open.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function connectionFacts(host: string, port: number) {
  const connection = new HTTPConnection(host, port);
  await connection.connect();
  const { localAddress, localPort, remoteAddress, remotePort } = connection;
  return { localAddress, localPort, remoteAddress, remotePort };
}
