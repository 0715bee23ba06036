// A learner's process that is started before it is needed: a process takes about as long to start as vitest to get ready,
// or as a learner to save again, and so it costs no time. Nothing has happened to it yet, so each submission gets a
// process of its own, as without.

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "./isolation/sandbox.ts";
import { LearnerProcess } from "./learner-process.ts";

let started: LearnerProcess | undefined;
/** This thread is kept for other runs: it is told when the last was. */
let isKept = false;
/** The ends of processes that are not waited for yet. */
const ending = new Set<Promise<unknown>>();

/** Starts one, if none is ready. */
export function startAhead(sandbox: Sandbox | undefined): void {
  isKept = true;
  started ??= new LearnerProcess(dirname(fileURLToPath(import.meta.url)), { sandbox });
}

/** The process, for the first who asks. Undefined where there is none, or it has ended in the meantime. */
export function takeStartedAhead(): LearnerProcess | undefined {
  const taken = started;
  started = undefined;
  return taken?.loss === undefined ? taken : undefined;
}

/**
 * Waits for the end of processes that were told to end; in a thread that is kept it leaves that for later, because a
 * verdict need not wait for it.
 */
export async function awaitEnd(ended: Promise<unknown>): Promise<void> {
  if (!isKept) return void (await ended);
  ending.add(ended);
  void ended.finally(() => ending.delete(ended));
}

/** Ends the process that nobody took, and waits for the end of all. */
export async function endStartedAhead(): Promise<void> {
  const taken = takeStartedAhead();
  taken?.kill();
  await Promise.all([taken?.ended, ...ending]);
}
