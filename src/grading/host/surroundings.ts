import { setImmediate, setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What the process holds, in octets. */
export interface Memory {
  /** Live objects. */
  readonly heapOctets: number;
  /** ArrayBuffers, which are outside of the heap: what octets are kept in. */
  readonly bufferOctets: number;
}

/** What a process at rest holds: its pipes, and the turn of the loop in which it looks. */
const AT_REST: ReadonlySet<string> = new Set(["PipeWrap", "TTYWrap", "Immediate"]);
const LOOK_EVERY_MS = 5;
/** Long enough for a socket that was closed to be gone. */
const PATIENCE_MS = 200;

// Taken before the submission is loaded, which may replace them.
const activeResources = process.getActiveResourcesInfo.bind(process);
const memoryUsage = process.memoryUsage.bind(process);
const nowMs = performance.now.bind(performance);

/** What is left running, by the names of Node: `["Timeout", "TCPSocketWrap"]`. */
export function leftRunning(): string[] {
  return activeResources().filter((each) => !AT_REST.has(each));
}

/** The same, after a moment in which it may end. */
export async function openResources(): Promise<string[]> {
  const untilMs = nowMs() + PATIENCE_MS;
  await setImmediate();
  while (leftRunning().length > 0 && nowMs() < untilMs) {
    await setTimeout(LOOK_EVERY_MS);
    await setImmediate();
  }
  return leftRunning();
}

let collect: (() => void) | undefined;

/** Live memory: what two collections leave, with a turn between in which finished work lets go of the rest. */
export async function memory(): Promise<Memory> {
  collect ??= collector();
  collect();
  await setImmediate();
  collect();
  const { heapUsed, arrayBuffers } = memoryUsage();
  return { heapOctets: heapUsed, bufferOctets: arrayBuffers };
}

function collector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
