import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import type { ConnectionRecording, PeerRole } from "../../../src/practice/index.ts";

/** A fault or a peer, ready to be met by a client. */
export interface Subject {
  readonly name: string;
  readonly role: PeerRole;
  readonly port: number;
  readonly target: string;
  readonly method: string;
  readonly body: Uint8Array | undefined;
  /** Milliseconds of silence after which the client gives up. Short only where the peer is silent on purpose. */
  readonly timeoutMs: number;
  /** Whether another request may follow on the same port: at a service, not at a peer. */
  readonly hasNext: boolean;
  /** Resolves when a peer that speaks first has done so. */
  whenOpen(): Promise<void>;
  /** Resolves when the service has sent all of it. */
  whenPlayed(): Promise<void>;
}

/** What a client reads of a body before it has seen enough. */
export const ENOUGH_OCTETS = 1024 * 1024;
/** The request that shows what became of the connection. */
export const NEXT = "/status/204";

/** Resolves when the service's side of the newest connection has sent so many octets, and ended if it will. */
export async function played(
  connections: readonly ConnectionRecording[],
  octets: number,
  ends: boolean,
): Promise<void> {
  const isPlayed = () => {
    const newest = connections.at(-1);
    const sent = newest?.transcript
      .filter(({ from }) => from === "server")
      .reduce((sum, event) => sum + event.octets.length, 0);
    return (sent ?? 0) >= octets && (!ends || newest?.closedBy !== undefined);
  };
  while (!isPlayed()) await wait(2);
  // It lies in the client's socket now; two polls show it to the client.
  for (let turns = 0; turns < 4; turns += 1) await turn();
}

/** `"200, 12 octets"`. */
export function responseText(statusCode: number, octets: number): string {
  if (octets >= ENOUGH_OCTETS) return `${statusCode}, and no end after 1 MiB`;
  return octets === 0 ? `${statusCode}` : `${statusCode}, ${octets} octets`;
}
