// A learner's process that is started before it is needed: a process takes about as long to start as vitest to get ready,
// or as a learner to save again, and so it costs no time. Nothing has happened to it yet, so each submission gets a
// process of its own, as without.

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { LearnerProcess } from "./learner-process.ts";

let started: LearnerProcess | undefined;

/** Starts one, if none is ready. */
export function startAhead(): void {
  started ??= new LearnerProcess(dirname(fileURLToPath(import.meta.url)));
}

/** The process, for the first who asks. Undefined where there is none, or it has ended in the meantime. */
export function takeStartedAhead(): LearnerProcess | undefined {
  const taken = started;
  started = undefined;
  return taken?.loss === undefined ? taken : undefined;
}

/** Ends the process that nobody took, and waits for its end. */
export async function endStartedAhead(): Promise<void> {
  const taken = takeStartedAhead();
  taken?.kill();
  await taken?.ended;
}
