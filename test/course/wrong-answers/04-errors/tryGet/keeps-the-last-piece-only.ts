// The learner must see: keeping a part of the octets only: with `for await`, those of the pieces before it count as well as the error's `partial`.
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
    const pieces: Uint8Array[] = [];
    for await (const piece of response) pieces.push(piece);
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
