// The learner must see: taking every error for a refusal: this one is about the host or the port, and says nothing of who listens there.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function canConnect(host: string, port: number): Promise<boolean> {
  try {
    const connection = new HTTPConnection(host, port);
    await connection.connect();
    connection.close();
    return true;
  } catch {
    return false;
  }
}
