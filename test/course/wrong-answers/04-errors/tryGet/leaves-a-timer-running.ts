// The learner must see: leaving something running, as a `Promise.race` with `setTimeout` does: the loser of a race goes on. The client's `timeout` cleans up by itself.
import { HTTPConnection, IncompleteRead } from "#client";
import { type Answered, classify, type Failed, type Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

/** The loser goes on: the timer when the promise won. */
function within<Value>(promise: Promise<Value>, idleMs: number): Promise<Value> {
  const timer = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new DOMException("nothing happened", "TimeoutError")), idleMs);
  });
  return Promise.race([promise, timer]);
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
    const pieces: Uint8Array[] = [];
    const reading = response[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await within(reading.next(), idleMs).catch((error: unknown) => {
        throw error instanceof IncompleteRead
          ? new IncompleteRead(Buffer.concat([...pieces, error.partial]))
          : error;
      });
      if (done) break;
      pieces.push(value);
    }
    const body = Buffer.concat(pieces);
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
