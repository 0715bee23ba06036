// The learner must see: a slip in your own code that your `catch` takes for a failure of the exchange: print the error there.
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
  try {
    connection = new HTTPConnection(host, port, { timeout: idleMs });
    await connection.connect();
    phase = "send";
    await connection.request("GET", path);
    phase = "wait";
    const response = await connection.getResponse();
    phase = "read";
    // That is what a response of `fetch` has.
    const body = new Uint8Array(await (response as unknown as Response).arrayBuffer());
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
