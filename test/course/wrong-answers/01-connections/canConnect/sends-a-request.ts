// The learner must see: sending a request: connect() is enough.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function canConnect(host: string, port: number): Promise<boolean> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.request("GET", "/");
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ECONNREFUSED") return false;
    throw error;
  } finally {
    connection.close();
  }
}
