import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Finding } from "../../screen/index.ts";

/** Generous: nothing on this machine itself takes so long, but for one that throws octets away. */
const TIMEOUT_MS = 5_000;

/** The practice service and the grader's own connections need it. */
export async function checkIPv4(): Promise<Finding> {
  const problem = await loopbackProblem("127.0.0.1");
  if (problem === undefined) return { state: "fine", found: "a connection to 127.0.0.1 and back works." };
  return {
    state: "wrong",
    found: `a connection to 127.0.0.1 does not work: ${problem}.`,
    next: "Something forbids this machine to talk to itself, perhaps a firewall or a VPN: allow it for `node`.",
  };
}

/** Nice to have. */
export async function checkIPv6(): Promise<Finding> {
  const problem = await loopbackProblem("::1");
  if (problem === undefined) return { state: "fine", found: "a connection to ::1 and back works." };
  return {
    state: "note",
    found: `a connection to ::1 does not work: ${problem}.`,
    next: "There is nothing to do: the course does without.",
  };
}

export async function checkLocalhost(resolve = lookupLocalhost): Promise<Finding> {
  const addresses = await resolve();
  const isLoopback = addresses.length > 0 && addresses.every((each) => /^(?:127\.|::1$)/.test(each));
  if (isLoopback) return { state: "fine", found: `means ${addresses.join(" and ")}.` };
  return {
    state: "note",
    found: addresses.length === 0 ? "that name has no address." : `means ${addresses.join(" and ")}.`,
    next: "Type `127.0.0.1` where somebody says `localhost`; the file of hosts should have a line for it.",
  };
}

async function lookupLocalhost(): Promise<string[]> {
  const found = await lookup("localhost", { all: true }).catch(() => []);
  return found.map(({ address }) => address);
}

/** Listens, connects, and has an octet come back. @returns What went wrong, as a sentence fragment */
export async function loopbackProblem(host: string): Promise<string | undefined> {
  const server = createServer((socket) => socket.on("error", () => {}).pipe(socket));
  try {
    server.listen(0, host);
    await once(server, "listening");
    await echoed(connect((server.address() as AddressInfo).port, host));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    server.close();
  }
}

async function echoed(socket: Socket): Promise<void> {
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error("no octet came back within 5 seconds")));
  try {
    socket.write("x");
    await once(socket, "data");
  } finally {
    socket.destroy();
  }
}
