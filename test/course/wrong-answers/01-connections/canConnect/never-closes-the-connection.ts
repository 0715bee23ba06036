// The learner must see: never closing the connection: a response that was read, and a function that was left, leave it open.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function canConnect(host: string, port: number): Promise<boolean> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.connect();
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ECONNREFUSED") return false;
    throw error;
  }
}
