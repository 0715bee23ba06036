import { Duplex } from "node:stream";
import { type ConnectionOptions, HTTPConnection, type HTTPResponse } from "../../src/client/index.ts";

/** What a peer in memory does after its last octet. */
export type PeerEnd = "fin" | "reset" | "hold";

/**
 * A stream whose other end answers the first octets that it gets with `pieces`. Each piece arrives alone, after the
 * piece before it was read.
 */
export function memoryPeer(pieces: readonly Uint8Array[], end: PeerEnd = "fin"): Duplex {
  const left = pieces.filter((piece) => piece.length > 0);
  let isAsked = false;
  let isWaiting = false;

  function deliver(stream: Duplex): void {
    isWaiting = false;
    const piece = left.shift();
    if (piece) stream.push(piece);
    else if (end === "fin") stream.push(null);
    else if (end === "reset")
      stream.destroy(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
  }

  return new Duplex({
    readableHighWaterMark: 1,
    read() {
      isWaiting = true;
      if (isAsked) queueMicrotask(() => deliver(this));
    },
    write(_octets, _encoding, done) {
      if (!isAsked && isWaiting) queueMicrotask(() => deliver(this));
      isAsked = true;
      done();
    },
  });
}

/** A connection whose sockets are `peers`, one after the other. */
export function connectionTo(peers: readonly Duplex[], options: ConnectionOptions = {}): HTTPConnection {
  const left = [...peers];
  return new HTTPConnection("h", 80, {
    createConnection: async () => {
      const peer = left.shift();
      if (!peer) throw new Error("The test has no further peer");
      return peer;
    },
    ...options,
  });
}

/** What an exchange came to: plain data, to be compared. */
export type Outcome = Answer | { readonly error: unknown };

export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly version: number;
  readonly fields: [string, string][];
  readonly body: Uint8Array;
}

async function answer(response: HTTPResponse): Promise<Answer> {
  const { status, reason, version } = response;
  return { status, reason, version, fields: response.getHeaders(), body: await response.read() };
}

/** One exchange over a peer in memory, whole: request, response, body. */
export async function exchangeInMemory(
  pieces: readonly Uint8Array[],
  { method = "GET", end = "fin", ...options }: ConnectionOptions & { method?: string; end?: PeerEnd } = {},
): Promise<Outcome> {
  const connection = connectionTo([memoryPeer(pieces, end)], options);
  try {
    await connection.request(method, "/");
    return await answer(await connection.getResponse());
  } catch (error) {
    return { error };
  } finally {
    connection.close();
  }
}

/** As `exchangeInMemory`, for exchanges that must succeed. */
export async function answerInMemory(...given: Parameters<typeof exchangeInMemory>): Promise<Answer> {
  const outcome = await exchangeInMemory(...given);
  if ("error" in outcome) throw outcome.error;
  return outcome;
}

/** An outcome as text that can be compared across segmentations: an error by class and message. */
export function shown(outcome: Outcome): string {
  if (!("error" in outcome))
    return JSON.stringify({ ...outcome, body: Buffer.from(outcome.body).toString("latin1") });
  const { error } = outcome;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
