// The learner must see: a time-out that ends with the head: a body can stall, too. `timeout` of the connection covers `read()` too.
import { HTTPConnection, IncompleteRead } from "#client";
import { type Answered, classify, type Failed, type Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

function within<Value>(promise: Promise<Value>, idleMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("nothing happened", "TimeoutError")), idleMs);
  });
  return Promise.race([promise, silence]).finally(() => clearTimeout(timer));
}

export async function tryGet(
  host: string,
  port: number,
  path: string,
  { idleMs }: { readonly idleMs: number },
): Promise<Answered | Failed> {
  let connection: HTTPConnection | undefined;
  let phase: Phase = "connect";
  try {
    connection = new HTTPConnection(host, port);
    await within(connection.connect(), idleMs);
    phase = "send";
    await connection.request("GET", path);
    phase = "wait";
    const response = await within(connection.getResponse(), idleMs);
    phase = "read";
    const body = await response.read();
    return { ok: true, statusCode: response.status, body };
  } catch (error) {
    const kind = classify(error);
    if (kind === "dns") phase = "resolve";
    const partial = error instanceof IncompleteRead ? { partial: error.partial } : {};
    return { ok: false, kind, phase, ...partial };
  } finally {
    connection?.close();
  }
}
