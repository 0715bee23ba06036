// The learner must see: a `new HTTPConnection` outside of the `try`: it throws too, for a host that is none or a time-out of 0.
import { HTTPConnection, IncompleteRead } from "#client";
import { type Answered, classify, type Failed, type Phase } from "../../../../../solutions/04-errors.ts";

export * from "../../../../../solutions/04-errors.ts";

export async function tryGet(
  host: string,
  port: number,
  path: string,
  { idleMs }: { readonly idleMs: number },
): Promise<Answered | Failed> {
  const connection = new HTTPConnection(host, port, { timeout: idleMs });
  let phase: Phase = "connect";
  try {
    await connection.connect();
    phase = "send";
    await connection.request("GET", path);
    phase = "wait";
    const response = await connection.getResponse();
    phase = "read";
    const body = await response.read();
    return { ok: true, statusCode: response.status, body };
  } catch (error) {
    const kind = classify(error);
    if (kind === "dns") phase = "resolve";
    const partial = error instanceof IncompleteRead ? { partial: error.partial } : {};
    return { ok: false, kind, phase, ...partial };
  } finally {
    connection.close();
  }
}
