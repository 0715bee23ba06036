import { createServer, type Server } from "node:net";
import { Recorder } from "../recorder.ts";
import type { ConnectionRecording, PracticeEvent } from "../recording.ts";
import { peers } from "./index.ts";
import { PeerConnection } from "./peer-connection.ts";
import type { PeerFault } from "./peer-fault.ts";
import { fullBacklogPort, type HeldPort, listening, refusingPort } from "./ports.ts";

const HOST = "127.0.0.1";

/** A port on which every connection misbehaves in one way. */
export interface FaultyPeer {
  readonly fault: PeerFault;
  /** `"127.0.0.1"` */
  readonly host: string;
  readonly port: number;
  /** `"https://127.0.0.1:8081"`; of a proxy `"http://…"`, as a client is told. */
  readonly url: string;
  /** A command to try it with. */
  readonly command: string;
  /**
   * Every connection so far, oldest first. Requests are octets here: `requests` stays empty. Connections that never
   * came about are not seen at all.
   */
  readonly connections: readonly ConnectionRecording[];
  /** True as soon as the client's side of every connection has ended; false after `timeoutMs`. */
  allClosed(timeoutMs: number): Promise<boolean>;
  /** Ends everything, open connections too. Calling it twice is safe. */
  close(): Promise<void>;
}

/** Faulty peers that were started together. */
export interface FaultyPeers {
  readonly peers: readonly FaultyPeer[];
  /** Those that this system cannot have, and why in one sentence. */
  readonly missing: readonly { readonly fault: PeerFault; readonly reason: string }[];
  close(): Promise<void>;
}

/**
 * Starts a faulty peer on a free port of the loopback interface.
 *
 * @throws {RangeError} For a name that no peer has
 * @throws {Error} For one that this system cannot have
 *
 * @example
 * const peer = await startFaultyPeer("resets-on-accept");
 * await fetch(peer.url); // TypeError, its cause ECONNRESET
 * await peer.close();
 */
export async function startFaultyPeer(name: string): Promise<FaultyPeer> {
  const fault = peers.find((each) => each.name === name);
  if (fault === undefined) {
    throw new RangeError(
      `There is no peer "${name}": expected one of ${peers.map((peer) => peer.name).join(", ")}.`,
    );
  }
  return await start(fault, {});
}

/** What is kept and told of the connections to each peer, as of those to a service. */
export interface PeerOptions {
  /** How many recordings to keep; all of them when left out. */
  readonly mostRecordings?: number | undefined;
  /** Is told of everything as it happens. */
  readonly watch?: ((event: PracticeEvent) => void) | undefined;
}

/** Starts all of them, each on a port of its own. */
export async function startFaultyPeers(options: PeerOptions = {}): Promise<FaultyPeers> {
  const results = await Promise.allSettled(peers.map((fault) => start(fault, options)));
  const started = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const missing = results.flatMap((result, index) => {
    const fault = peers[index];
    return result.status === "rejected" && fault ? [{ fault, reason: (result.reason as Error).message }] : [];
  });
  return {
    peers: started,
    missing,
    close: async () => void (await Promise.all(started.map((peer) => peer.close()))),
  };
}

async function start(fault: PeerFault, { mostRecordings, watch }: PeerOptions): Promise<FaultyPeer> {
  const recorder = new Recorder(mostRecordings, watch);
  const held = await hold(fault, recorder);
  let closed: Promise<void> | undefined;
  return {
    fault,
    host: HOST,
    port: held.port,
    ...addresses(fault, held.port),
    connections: recorder.connections,
    allClosed: (timeoutMs) => recorder.allClosed(timeoutMs),
    close() {
      closed ??= held.close();
      return closed;
    },
  };
}

function hold(fault: PeerFault, recorder: Recorder): Promise<HeldPort> {
  switch (fault.behaviour.kind) {
    case "refuses":
      return refusingPort(HOST);
    case "accepts-nothing":
      return fullBacklogPort(HOST);
    default:
      return playingPort(fault, recorder);
  }
}

async function playingPort({ name, behaviour }: PeerFault, recorder: Recorder): Promise<HeldPort> {
  const open = new Set<PeerConnection>();
  // Half-open, as the service itself; paused, because one of them is never read.
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
  server.on("connection", (socket) => {
    const connection = new PeerConnection(
      socket,
      recorder.open({ peer: name, clientPort: socket.remotePort }),
    );
    open.add(connection);
    socket.once("close", () => open.delete(connection));
    void connection.play(behaviour);
  });
  return { port: await listening(server, HOST), close: () => closeAll(server, open) };
}

async function closeAll(server: Server, open: ReadonlySet<PeerConnection>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const connection of open) connection.destroy();
  await closed;
}

function addresses({ role, needsContent }: PeerFault, port: number): { url: string; command: string } {
  const url = `${role === "https" ? "https" : "http"}://${HOST}:${port}`;
  // A peer may be silent: no command waits for more than three seconds.
  const curl = "curl -i -m 3";
  if (role === "proxy") return { url, command: `${curl} -p -x ${url} http://example.test/` };
  if (!needsContent) return { url, command: `${curl} ${url}/` };
  return { url, command: `head -c 99999999 /dev/zero | ${curl} -T - ${url}/` };
}
