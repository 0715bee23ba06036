import { readdirSync, readFileSync } from "node:fs";

/** In the environment of each submission's process, and so of whatever that starts. */
export const MARK = "HTTP_BY_HAND_SUBMISSION";

/** What is found may have started another in the meantime. */
const MOST_ROUNDS = 5;

/**
 * Ends what a submission started and what left its group (by setsid), found by the mark in its environment. Only Linux
 * tells the environment of a process; elsewhere, and where it was cleared, such a process is out of reach.
 *
 * @param mark The value of `MARK`, one for each submission's process
 */
export function endMarked(mark: string): void {
  if (process.platform !== "linux") return;
  const entry = `${MARK}=${mark}`;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = otherProcesses().filter((pid) => environmentOf(pid).includes(entry));
    if (found.length === 0) return;
    for (const pid of found) end(pid);
  }
}

function otherProcesses(): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid);
}

function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1").split("\0");
  } catch {
    // It has ended, or it is another user's.
    return [];
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
