// The learner must see: ending a wait by `close()`: who waits gets a NotConnected then, and that is misuse. The client's `timeout` gives a TimeoutError.
import { HTTPConnection, IncompleteRead } from "#client";
import { type Answered, classify, type Failed, type Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export async function tryGet(
  host: string,
  port: number,
  path: string,
  { idleMs }: { readonly idleMs: number },
): Promise<Answered | Failed> {
  let connection: HTTPConnection | undefined;
  let phase: Phase = "connect";
  let timer: NodeJS.Timeout | undefined;
  const pieces: Uint8Array[] = [];
  try {
    connection = new HTTPConnection(host, port);
    timer = setTimeout(() => connection?.close(), idleMs);
    await connection.connect();
    timer.refresh();
    phase = "send";
    await connection.request("GET", path);
    phase = "wait";
    const response = await connection.getResponse();
    phase = "read";
    for await (const piece of response) {
      timer.refresh();
      pieces.push(piece);
    }
    const body = Buffer.concat(pieces);
    return { ok: true, statusCode: response.status, body };
  } catch (error) {
    const kind = classify(error);
    if (kind === "dns") phase = "resolve";
    const partial =
      error instanceof IncompleteRead ? { partial: Buffer.concat([...pieces, error.partial]) } : {};
    return { ok: false, kind, phase, ...partial };
  } finally {
    clearTimeout(timer);
    connection?.close();
  }
}
