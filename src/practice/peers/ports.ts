import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { Worker } from "node:worker_threads";

/*
 * Two ports at which no connection comes about. Neither can be had by asking node:net for it: whoever listens
 * there accepts, and a port that was closed may be somebody else's a moment later.
 */

/** A port, and what gives it back. */
export interface HeldPort {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on any free port. */
export async function listening(server: Server, host: string): Promise<number> {
  server.listen(0, host);
  await once(server, "listening");
  server.on("error", () => {}); // Failing to accept one connection must not end the process.
  return (server.address() as AddressInfo).port;
}

/** A port that is in use, by the client's side of a connection, so that nobody can listen there. */
export async function refusingPort(host: string): Promise<HeldPort> {
  const server = createServer();
  const accepted = once(server, "connection");
  const socket = connect(await listening(server, host), host);
  const [[other]] = (await Promise.all([accepted, once(socket, "connect")])) as [[Socket], unknown];
  return {
    port: socket.localPort ?? 0,
    async close() {
      socket.destroy();
      other.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// A thread that listens and then stands still: its loop never accepts, and the queue stays full once it is.
const STANDING_STILL = `
  const { parentPort, workerData } = require("node:worker_threads");
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: workerData.host, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(workerData.flag, 0, 0);
    server.close();
  });
  server.on("error", (error) => { throw error; });
`;

/** More connections than any system queues for a backlog of 1. */
const MOST_FILLERS = 16;
/** On loopback a connection opens at once: what takes longer waits for a place in the queue. */
const FULL_AFTER_MS = 200;

/**
 * A port whose queue of connections is full, so that a further one gets no answer at all.
 *
 * @throws {Error} On a system that accepts or refuses such connections
 */
export async function fullBacklogPort(host: string): Promise<HeldPort> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(STANDING_STILL, { eval: true, workerData: { flag, host } });
  const [port] = (await once(worker, "message")) as [number];
  const fillers: Socket[] = [];
  const held: HeldPort = {
    port,
    async close() {
      for (const filler of fillers) filler.destroy();
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
      await worker.terminate();
    },
  };
  try {
    await fill(port, host, fillers);
    return held;
  } catch (error) {
    await held.close();
    throw error;
  }
}

async function fill(port: number, host: string, fillers: Socket[]): Promise<void> {
  for (let count = 0; count < MOST_FILLERS; count += 1) {
    const filler = connect(port, host);
    fillers.push(filler);
    if (await waitsForever(filler)) return;
  }
  throw new Error("This system has no black hole: it opens connections beyond the backlog.");
}

function waitsForever(socket: Socket): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // After a stall of this process the timer is due before the socket was looked at: one more turn does that.
    const timer = setTimeout(() => setImmediate(() => setImmediate(resolve, true)), FULL_AFTER_MS);
    socket.once("connect", () => {
      clearTimeout(timer);
      resolve(false);
    });
    socket.on("error", (cause) => {
      clearTimeout(timer);
      reject(
        new Error("This system has no black hole: it refuses connections beyond the backlog.", { cause }),
      );
    });
  });
}
