import { setImmediate, setTimeout } from "node:timers/promises";
import { leftRunning } from "./surroundings.ts";

/** Long enough for what a function forgot to await, short enough to pay after every check. */
const PATIENCE_MS = 50;
const LOOK_EVERY_MS = 5;

/** Until what was printed has left; the grader reads it, so this is short unless there is very much. */
const DRAIN_MS = 250;

// Taken before the submission is loaded, which may replace them.
const { stdout } = process;
const nowMs = performance.now.bind(performance);

/** What the file itself holds since it was loaded, such as a server or an interval. It is left by no check. */
let heldSinceLoaded: readonly string[] = [];

/** Waits as `settle` does, and takes what is there then for the file's own. */
export async function settleLoaded(): Promise<void> {
  await settle();
  heldSinceLoaded = leftRunning();
}

/**
 * Waits for the timers of the submission to end, so that an error in one comes up while the check that set it still
 * runs.
 *
 * @returns Whether nothing is left of the check: no timer, connection, server or child process
 */
export async function settle(): Promise<boolean> {
  const untilMs = nowMs() + PATIENCE_MS;
  await setImmediate();
  while (isLeft("Timeout") && nowMs() < untilMs) {
    await setTimeout(LOOK_EVERY_MS);
    await setImmediate();
  }
  const isAtRest = !leftRunning().some(isLeft);
  await drain();
  return isAtRest;
}

/** Whether there is more of it than the file held when it was loaded. */
function isLeft(kind: string): boolean {
  const countIn = (resources: readonly string[]) => resources.filter((each) => each === kind).length;
  return countIn(leftRunning()) > countIn(heldSinceLoaded);
}

async function drain(): Promise<void> {
  const untilMs = nowMs() + DRAIN_MS;
  while (stdout.writableLength > 0 && nowMs() < untilMs) await setTimeout(LOOK_EVERY_MS);
}
