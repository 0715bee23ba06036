// The learner must see: leaving the connection open after a time-out: what lost a race goes on, and somebody has to close it.
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
  let isTimedOut = false;
  try {
    connection = new HTTPConnection(host, port);
    await within(connection.connect(), idleMs);
    phase = "send";
    await connection.request("GET", path);
    phase = "wait";
    const response = await within(connection.getResponse(), idleMs);
    phase = "read";
    // A second limit, for the body as a whole and generous.
    const body = await within(response.read(), 4 * idleMs);
    return { ok: true, statusCode: response.status, body };
  } catch (error) {
    const kind = classify(error);
    isTimedOut = kind === "timeout";
    if (kind === "dns") phase = "resolve";
    const partial = error instanceof IncompleteRead ? { partial: error.partial } : {};
    return { ok: false, kind, phase, ...partial };
  } finally {
    // The race is lost, and what lost it is still there.
    if (!isTimedOut) connection?.close();
  }
}
