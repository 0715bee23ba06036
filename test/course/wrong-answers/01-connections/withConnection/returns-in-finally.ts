// The learner must see: a `return` in `finally`, which throws away what the `try` returned or threw.
import { HTTPConnection } from "#client";

export * from "../../../../../solutions/01-connections.ts";

export async function withConnection<Value>(
  host: string,
  port: number,
  use: (connection: HTTPConnection) => Promise<Value> | Value,
) {
  const connection = new HTTPConnection(host, port);
  let value: Value | undefined;
  try {
    value = await use(connection);
  } finally {
    connection.close();
    // biome-ignore lint/correctness/noUnsafeFinally: the mistake
    return value;
  }
}
