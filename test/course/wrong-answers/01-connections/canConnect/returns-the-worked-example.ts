// The learner must see: answering without having connected: `new` takes note of host and port, and `connect()` opens the connection.
export * from "../../../../../solutions/01-connections.ts";

export async function canConnect(): Promise<boolean> {
  return true;
}
