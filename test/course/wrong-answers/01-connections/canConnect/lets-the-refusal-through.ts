// The learner must see: letting the refusal through: `canConnect` answers it with false. Look at `error.code`, not at the class or the message.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function canConnect(host: string, port: number): Promise<boolean> {
  const connection = new HTTPConnection(host, port);
  try {
    await connection.connect();
    return true;
  } finally {
    connection.close();
  }
}
