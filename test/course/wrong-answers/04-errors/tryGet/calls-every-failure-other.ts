// The learner must see: another kind than `classify` gives: it has to be asked about the very error that was caught.
import { HTTPConnection, IncompleteRead } from "#client";
import type { Answered, Failed, Phase } from "../../../../../solutions/04-errors.ts";

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
    const body = await response.read();
    return { ok: true, statusCode: response.status, body };
  } catch (error) {
    // One word for everything that can go wrong.
    const kind = "other";
    const partial = error instanceof IncompleteRead ? { partial: error.partial } : {};
    return { ok: false, kind, phase, ...partial };
  } finally {
    connection?.close();
  }
}
