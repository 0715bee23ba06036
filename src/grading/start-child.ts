import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";

const HEAP_MEBIBYTES = 128;

/**
 * Starts a process for a submission. Descriptor 3 is the bridge, 4 belongs to the watchdog.
 *
 * @param built Folder of the bundles
 * @param environment What it sees of the grader's surroundings: nothing but what a process needs to start
 */
export function startChild(built: string, environment = childEnvironment()): ChildProcess {
  return spawn(process.execPath, [`--max-old-space-size=${HEAP_MEBIBYTES}`, join(built, "host.mjs")], {
    // "overlapped" is "pipe", but on Windows, where only such a pipe is read and written at the same time.
    stdio: ["ignore", "pipe", "pipe", "overlapped", "overlapped"],
    // A group of its own, so that what the submission starts ends with it.
    detached: process.platform !== "win32",
    env: environment,
    windowsHide: true,
  });
}

/** Ends the process and whatever it started. What left the group (by setsid) is out of reach. */
export function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform !== "win32") killGroup(pid);
  else if (exitCode === null && signalCode === null) killTree(pid);
}

function killTree(pid: number): void {
  spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { windowsHide: true });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left in it.
  }
}

/** Nothing of the grader's environment is the submission's business, but what a process needs to start. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMPDIR, TZ, LANG } = process.env;
  return JSON.parse(JSON.stringify({ PATH, SystemRoot, TEMP, TMPDIR, TZ, LANG })) as NodeJS.ProcessEnv;
}
