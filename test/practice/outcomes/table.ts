import {
  type Fault,
  type FaultyPeer,
  faultGroups,
  type PeerFault,
  type PracticeService,
  peerGroups,
  startFaultyPeer,
  startPractice,
} from "../../../src/practice/index.ts";
import { clientOutcome } from "./client-outcome.ts";
import { nodeOutcome } from "./node-outcome.ts";
import { played, type Subject } from "./subject.ts";

/** One row: what is met, and what came of it. */
export interface Row {
  readonly fault: Fault | PeerFault;
  readonly client: string;
  readonly node: string;
}

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Where a peer is silent on purpose, so long do the clients wait. */
const SILENT_MS = 2000;
const PATIENT_MS = 30_000;
/** More than fits into the buffers of two sockets. */
const MUCH = new Uint8Array(32 * 1024 * 1024);

/** What is not the same in every run, and why; it stands in the table in other words. */
const UNSETTLED: Readonly<Record<string, readonly [pattern: RegExp, words: string]>> = {
  // A race by nature: the reset is there before, while or after the client writes.
  "client resets-on-accept": [/ from `(connect|request|getResponse)\(\)`/, ""],
  // How much zlib writes depends on its version.
  "client gzip-bomb": [/\d{5} octets/, "some 10 KiB"],
  "node gzip-bomb": [/\d{5} octets/, "some 10 KiB"],
  // What the reset destroys on the way depends on who is faster.
  "node endless-chunk-extensions": [/\d{3,} octets, then `ECONNRESET`/, "and no end before `ECONNRESET`"],
  // Node 20 throws idle octets away, Node 22 the connection with them.
  "node unsolicited-response": [
    /on (the same|a new) connection$/,
    "on the same connection (Node 22: a new one)",
  ],
};

function settled(client: "client" | "node", name: string, outcome: string): string {
  const [pattern, words] = UNSETTLED[`${client} ${name}`] ?? [/$/, ""];
  return outcome.replace(pattern, words);
}

/** Has both clients meet every fault and every peer. */
export async function meetAll(): Promise<Section[]> {
  const sections: Section[] = [];
  for (const { title, peers } of peerGroups) sections.push({ title, rows: await rows(peers, meetPeer) });
  for (const { title, faults } of faultGroups) sections.push({ title, rows: await rows(faults, meetFault) });
  return sections;
}

async function rows<T extends Fault | PeerFault>(
  faults: readonly T[],
  meet: (fault: T, outcome: (subject: Subject) => Promise<string>) => Promise<string>,
): Promise<Row[]> {
  // A group at once: those that are silent, or slow, wait together.
  return await Promise.all(
    faults.map(async (fault) => {
      const [client, node] = await Promise.all([meet(fault, clientOutcome), meet(fault, nodeOutcome)]);
      return {
        fault,
        client: settled("client", fault.name, client),
        node: settled("node", fault.name, node),
      };
    }),
  );
}

/** At a service of its own, so that nothing but this fault is recorded there. */
async function meetFault(fault: Fault, outcome: (subject: Subject) => Promise<string>): Promise<string> {
  const practice = await startPractice();
  try {
    return await outcome(faultSubject(fault, practice));
  } finally {
    await practice.close();
  }
}

function faultSubject({ name, steps, end }: Fault, { port, connections }: PracticeService): Subject {
  return {
    name,
    role: "http",
    port,
    target: `/fault/${name}`,
    method: name === "content-for-head" ? "HEAD" : "GET",
    body: undefined,
    timeoutMs: end === "hold" ? SILENT_MS : PATIENT_MS,
    hasNext: true,
    whenOpen: async () => {},
    whenPlayed() {
      const octets = [...steps].reduce((sum, step) => sum + ("send" in step ? step.send.length : 0), 0);
      return played(connections, octets, end === "close" || end === "reset");
    },
  };
}

async function meetPeer(fault: PeerFault, outcome: (subject: Subject) => Promise<string>): Promise<string> {
  const peer = await startFaultyPeer(fault.name);
  try {
    return await outcome(peerSubject(fault, peer));
  } finally {
    await peer.close();
  }
}

function peerSubject(
  { name, role, needsContent, behaviour }: PeerFault,
  { port, connections }: FaultyPeer,
): Subject {
  const unasked = behaviour.kind === "plays" ? behaviour.steps[0] : undefined;
  const isSilent = behaviour.kind !== "plays" || behaviour.end === "hold";
  return {
    name,
    role,
    port,
    target: "/",
    method: needsContent ? "POST" : "GET",
    body: needsContent ? MUCH : undefined,
    timeoutMs: isSilent ? SILENT_MS : PATIENT_MS,
    hasNext: false,
    async whenOpen() {
      if (unasked !== undefined && "send" in unasked) await played(connections, unasked.send.length, false);
    },
    whenPlayed: async () => {},
  };
}
