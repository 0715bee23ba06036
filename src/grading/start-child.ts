// The process of a submission, and how it is ended with all that it started.
//
// Its parent is not this process but a shell that does nothing but wait: a submission that kills its parent, or stops
// it, meets that. The shell leads the group in which everything of the submission is. On Windows there are neither
// groups nor such a shell, and in a sandbox neither is needed.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants, homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { MARK } from "./host/end-marked.ts";
import { BUNDLES_INSIDE, INFO_DESCRIPTOR, inSandbox, OWN_FOLDER, type Sandbox } from "./isolation/sandbox.ts";

const HEAP_MEBIBYTES = 128;
const IS_WINDOWS = process.platform === "win32";

// It adds nothing to the environment, tells its own number, which is the group's, and lets go of the descriptors, whose
// end is the submission's end.
const WAITING_PARENT = 'unset PWD OLDPWD SHLVL; "$@" $$ & exec 1>&- 2>&- 3>&- 4>&-; wait $!';

/** What a process is started with that is not usual. */
export interface ChildOptions {
  /** What it sees of the grader's surroundings: nothing but what a process needs to start, when left out. */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** What it is in. */
  readonly sandbox?: Sandbox | undefined;
}

/**
 * Starts a process for a submission. Descriptor 3 is the bridge, 4 belongs to the watchdog.
 *
 * @param built Folder of the bundles
 * @param mark By which `endMarked` finds what left the group
 */
export function startChild(
  built: string,
  mark: string,
  { environment = childEnvironment(), sandbox }: ChildOptions = {},
): ChildProcess {
  const [command = "", ...words] = sandbox ? hostInSandbox(sandbox) : hostAtHome(built);
  return spawn(command, words, {
    // "overlapped" is "pipe", but on Windows, where only such a pipe is read and written at the same time.
    stdio: ["ignore", "pipe", "pipe", "overlapped", "overlapped", ...(sandbox ? (["pipe"] as const) : [])],
    // A group of its own, so that what the submission starts ends with it.
    detached: !IS_WINDOWS,
    // Where the command was typed lie the graders and the solutions. Nothing of them is near.
    cwd: existsSync(tmpdir()) ? tmpdir() : homedir(),
    env: { ...environment, [MARK]: mark },
    windowsHide: true,
  });
}

const HEAP = `--max-old-space-size=${HEAP_MEBIBYTES}`;

function hostAtHome(built: string): string[] {
  const host = [process.execPath, HEAP, join(built, "host.mjs")];
  return IS_WINDOWS ? host : ["/bin/sh", "-c", WAITING_PARENT, "sh", ...host];
}

/** In the place of its number: whatever is in a sandbox ends with it. */
const NO_GROUP = "none";

// Its parent in there is the sandbox's own first process, which nothing in there can end.
function hostInSandbox(sandbox: Sandbox): string[] {
  return inSandbox(sandbox, [HEAP, `${BUNDLES_INSIDE}/host.mjs`, NO_GROUP, OWN_FOLDER]);
}

/** Ends the process and whatever it started and what stayed in its group; of a sandbox, all that is in it. */
export function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined) return;
  if (!IS_WINDOWS) sendSignal(-pid, "SIGKILL");
  else if (exitCode === null && signalCode === null) killTree(pid);
}

/**
 * Ends the submission's process and leaves the shell, or bubblewrap, to see it: what nobody waits for stays in the
 * system's table. The end of that is then the time to end the group.
 *
 * @param host Number of the submission's process, or of the first one in its sandbox
 */
export function endHost({ pid }: ChildProcess, host: number): void {
  sendSignal(host, "SIGKILL");
  // The submission may have stopped the shell.
  if (pid !== undefined && !IS_WINDOWS) sendSignal(-pid, "SIGCONT");
}

/** Calls back with the number that the first process of a sandbox has out here, once bubblewrap tells it. */
export function onFirstProcess({ stdio }: ChildProcess, tell: (pid: number) => void): void {
  let info = "";
  ((stdio as readonly unknown[])[INFO_DESCRIPTOR] as Readable)
    .setEncoding("utf8")
    .on("data", (text: string) => {
      info += text;
      const [, pid] = /"child-pid": (\d+)\D/.exec(info) ?? [];
      if (pid !== undefined) tell(Number(pid));
    });
}

/** A process that ended by a signal, as a shell tells it. Undefined for an exit code of its own. */
export function signalOf(code: number): NodeJS.Signals | undefined {
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  return IS_WINDOWS ? undefined : names.find((name) => constants.signals[name] === code - 128);
}

function killTree(pid: number): void {
  spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { windowsHide: true });
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Nobody is left.
  }
}

/** Nothing of the grader's environment is the submission's business, but what a process needs to start. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMPDIR, TZ, LANG } = process.env;
  return JSON.parse(JSON.stringify({ PATH, SystemRoot, TEMP, TMPDIR, TZ, LANG })) as NodeJS.ProcessEnv;
}
