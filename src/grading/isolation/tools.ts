import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The programs of this machine that make a sandbox: plain data, which crosses to the process that uses them. */
export interface Tools {
  /** Absolute paths. */
  readonly bwrap: string;
  readonly prlimit: string;
  /** Gives the sandbox a user of its own. Undefined where this process is no root, and cannot. */
  readonly setpriv?: string;
  /** As a report names what was in force: `"bubblewrap 0.8.0"`. */
  readonly name: string;
}

/** Of bubblewrap: the first that keeps a sandbox from making others in itself. */
const OLDEST = [0, 8] as const;

/** The programs, or in one sentence why they will not do. */
export function findTools(): Tools | string {
  if (process.platform !== "linux") return `A sandbox needs Linux, and this is ${process.platform}.`;
  const bwrap = findProgram("bwrap");
  if (bwrap === undefined) return NO_BUBBLEWRAP;
  const version = versionOf(bwrap);
  if (!isNewEnough(version))
    return `A sandbox needs bubblewrap ${OLDEST.join(".")} or newer, and ${bwrap} is ${version}.`;
  const prlimit = findProgram("prlimit");
  const setpriv = isRoot() ? findProgram("setpriv") : undefined;
  if (prlimit === undefined || (isRoot() && setpriv === undefined)) return NO_UTIL_LINUX;
  return { bwrap, prlimit, ...(setpriv && { setpriv }), name: `bubblewrap ${version}` };
}

const NO_BUBBLEWRAP =
  "bubblewrap is not installed: `apt-get install bubblewrap` on Debian and Ubuntu, `dnf install bubblewrap` on Fedora.";
const NO_UTIL_LINUX =
  "The programs prlimit and setpriv are missing: `apt-get install util-linux` on Debian and Ubuntu.";

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/bin"];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path.startsWith("/");
  } catch {
    return false;
  }
}

function versionOf(bwrap: string): string {
  try {
    const words = execFileSync(bwrap, ["--version"], { encoding: "utf8", timeout: 10_000 });
    return /\d+(\.\d+)+/.exec(words)?.[0] ?? "of an unknown version";
  } catch {
    return "not one that starts";
  }
}

function isNewEnough(version: string): boolean {
  const [major = Number.NaN, minor = Number.NaN] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
