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

/**
 * Waits for the timers of the submission to end, so that an error in one comes up while the check that set it still
 * runs.
 *
 * @returns Whether nothing is left: no timer, connection, server or child process
 */
export async function settle(): Promise<boolean> {
  const untilMs = nowMs() + PATIENCE_MS;
  await setImmediate();
  while (leftRunning().includes("Timeout") && nowMs() < untilMs) {
    await setTimeout(LOOK_EVERY_MS);
    await setImmediate();
  }
  const isAtRest = leftRunning().length === 0;
  await drain();
  return isAtRest;
}

async function drain(): Promise<void> {
  const untilMs = nowMs() + DRAIN_MS;
  while (stdout.writableLength > 0 && nowMs() < untilMs) await setTimeout(LOOK_EVERY_MS);
}
