// The learner must see: answering without having connected: `new` takes note of host and port, and `connect()` opens the connection.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function canConnect(host: string, port: number): Promise<boolean> {
  try {
    const connection = new HTTPConnection(host, port);
    connection.close();
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ECONNREFUSED") return false;
    throw error;
  }
}
