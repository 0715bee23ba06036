// A learner's process, started as this module is loaded. The engine has vitest's thread load it before vitest itself: a
// process takes about as long to start as vitest to get ready, and so it costs no time. A grader that is run by vitest
// alone loads it too, later.

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { LearnerProcess } from "./learner-process.ts";

let started: LearnerProcess | undefined = new LearnerProcess(dirname(fileURLToPath(import.meta.url)));

/** The process, for the first who asks. */
export function takeStartedAhead(): LearnerProcess | undefined {
  const taken = started;
  started = undefined;
  return taken;
}
