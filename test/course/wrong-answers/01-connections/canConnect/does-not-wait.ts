// The learner must see: answering before the connection has opened: `await` stands in front of `connect()`, and `new` opens nothing.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function canConnect(host: string, port: number): Promise<boolean> {
  const connection = new HTTPConnection(host, port);
  try {
    connection.connect().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    return true;
  } finally {
    connection.close();
  }
}
