// Two layers, of which each does one thing.
//
// The outer one is a network of its own, and otherwise all of this machine. In it runs a process of the engine's own
// (isolation/main.ts) with the grader, vitest and the practice service, which serves on that network's loopback.
// The inner one shares that network, where nothing else is, and has nothing else of this machine: no file but those that
// Node needs, no process but its own, no user but one without a name. In it runs the learner's process.

import { randomInt } from "node:crypto";
import type { Tools } from "./tools.ts";

/** What the inner layer is made of: plain data. */
export interface Sandbox {
  readonly tools: Tools;
  /** Folder with what is bound into it, beside what stands for itself. */
  readonly stage: string;
  /** Shared libraries of the programs that run in it, each at its own place. */
  readonly libraries: readonly string[];
}

/** Where the inner layer has the bundles of the learner's process. */
export const BUNDLES_INSIDE = "/sandboxed";

/** The only folder of the inner layer that can be written. It is in memory, and another one for each process. */
export const OWN_FOLDER = "/tmp";

/** Where the outer layer has a file system in memory that no other process sees, and that ends with it. */
export const STAGE = "/dev/shm";

/** The command line that runs `words` in a network of its own. */
export function inPrivateNetwork({ bwrap }: Tools, words: readonly string[]): string[] {
  return [
    bwrap,
    ...["--unshare-net", "--die-with-parent"],
    ...["--dev-bind", "/", "/", "--tmpfs", STAGE],
    "--",
    ...words,
  ];
}

/** Where bubblewrap tells the number that the sandbox's first process has outside. It closes it in there. */
export const INFO_DESCRIPTOR = 5;

/** The command line that runs Node with `words` in the sandbox. */
export function inSandbox(sandbox: Sandbox, words: readonly string[]): string[] {
  const { tools } = sandbox;
  return [
    ...asNobody(tools),
    tools.bwrap,
    ...NAMESPACES,
    ...environment(),
    ...files(sandbox),
    ...["--info-fd", String(INFO_DESCRIPTOR)],
    "--",
    ...["/bin/prlimit", ...LIMITS, "--"],
    ...["/bin/node", ...words],
  ];
}

// What systemd, too, takes for services whose user has no name.
const FIRST_USER = 61_184;
const LAST_USER = 65_519;

/** Another user for each sandbox, so that none counts the other's processes as its own. */
function asNobody({ setpriv }: Tools): string[] {
  if (setpriv === undefined) return [];
  const user = randomInt(FIRST_USER, LAST_USER + 1);
  return [setpriv, `--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--no-new-privs", "--"];
}

const NAMESPACES = [
  // Nothing in it can make namespaces, and mounts, of its own.
  ...["--unshare-user", "--disable-userns"],
  ...["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"],
  // No terminal to type into, and no end later than that of whoever started it.
  ...["--new-session", "--die-with-parent", "--hostname", "sandbox"],
];

const MEBIBYTE = 1024 * 1024;

/** Octets that it holds. How many files, no option of bubblewrap says: the watchdog counts them. */
const TEMPORARY_OCTETS = 16 * MEBIBYTE;

// Newer ones count as data what they reserve for code, and begin with half a GiB of it.
const DATA_MEBIBYTES = Number.parseInt(process.versions.node, 10) >= 24 ? 1_280 : 512;

// They hold inside of the user namespace, where the sandbox's processes are counted and nobody else's.
const LIMITS = [
  // Not the address space, of which Node reserves far more than it uses.
  `--data=${DATA_MEBIBYTES * MEBIBYTE}`,
  // Threads count, and Node has a dozen: a second process may come up, and hardly a third.
  "--nproc=32",
  `--fsize=${TEMPORARY_OCTETS}`,
  "--nofile=1024",
  "--core=0",
];

function environment(): string[] {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const variables = {
    HOME: OWN_FOLDER,
    TMPDIR: OWN_FOLDER,
    TZ: timeZone,
    ...(process.env.LANG && { LANG: process.env.LANG }),
  };
  return ["--clearenv", ...Object.entries(variables).flatMap(([name, value]) => ["--setenv", name, value])];
}

/** No /proc: it would tell of the machine, and where containers allow none of one's own, of other processes. */
function files({ tools, stage, libraries }: Sandbox): string[] {
  const bound = [
    ...libraries.map((path) => [path, path]),
    [process.execPath, "/bin/node"],
    [tools.prlimit, "/bin/prlimit"],
    [`${stage}/course`, BUNDLES_INSIDE],
    [`${stage}/etc`, "/etc"],
    [`${stage}/stat`, "/proc/self/stat"],
  ];
  return [
    ...bound.flatMap(([from = "", to = ""]) => ["--ro-bind", from, to]),
    ...["null", "zero", "random", "urandom"].flatMap((name) => [
      "--dev-bind",
      `/dev/${name}`,
      `/dev/${name}`,
    ]),
    ...["--size", String(TEMPORARY_OCTETS), "--tmpfs", OWN_FOLDER, "--chdir", OWN_FOLDER],
    ...["--remount-ro", "/"],
  ];
}
