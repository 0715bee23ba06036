/**
 * `.progress.json` at the course's root. `grade` can derive it all again, so a broken file is set aside and never in the
 * way.
 */
import { randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseProgress } from "./parse-progress.ts";
import { NO_PROGRESS, type Progress } from "./progress.ts";

export interface ProgressReport {
  readonly progress: Progress;
  /** Present when `.progress.json` could not be read: then `progress` starts empty. */
  readonly setAside?: SetAside;
}

/** A broken progress file, kept under another name. */
export interface SetAside {
  /** Its new name, in the course's root: `.progress.json.broken-1`. */
  readonly file: string;
  /** What is wrong with it, as a sentence fragment. */
  readonly reason: string;
}

const FILE = ".progress.json";

/** Reads the progress. A missing file is no progress yet; a broken one is renamed and reported. */
export async function loadProgress(root: string): Promise<ProgressReport> {
  const text = await readFile(join(root, FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return { progress: NO_PROGRESS };
  const result = parseProgress(text);
  if (typeof result !== "string") return { progress: result };
  return { progress: NO_PROGRESS, setAside: { file: await setAside(root), reason: result } };
}

/**
 * Reads the progress, changes it and writes it, one change after the other.
 *
 * @param change From the progress as it is to the progress as it shall be
 */
export function updateProgress(
  root: string,
  change: (progress: Progress) => Progress,
): Promise<ProgressReport> {
  const file = join(root, FILE);
  return oneAtATime(file, async () => {
    const { progress, ...report } = await loadProgress(root);
    const next = change(progress);
    await writeWhole(file, `${JSON.stringify(next, undefined, 2)}\n`);
    return { progress: next, ...report };
  });
}

/** Renames the file to the first free `.broken-<n>`. */
async function setAside(root: string): Promise<string> {
  const taken = new Set(await readdir(root));
  let n = 1;
  while (taken.has(`${FILE}.broken-${n}`)) n += 1;
  const file = `${FILE}.broken-${n}`;
  await rename(join(root, FILE), join(root, file));
  return file;
}

/** A reader sees the old file or the new one, never half of either. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

// Reading, changing and writing is three steps: of two changes made at once one would be lost. So changes of this process
// stand in a queue, and those of two processes (a check in one terminal, a hint in another) find a lock.
const queues = new Map<string, Promise<unknown>>();

function oneAtATime<T>(file: string, act: () => Promise<T>): Promise<T> {
  const locked = () => withLock(`${file}.lock`, act);
  const turn = (queues.get(file) ?? Promise.resolve()).then(locked, locked);
  queues.set(file, turn);
  return turn;
}

/** A change takes milliseconds. A lock that is older was left by a process that was killed. */
const STALE_MS = 2_000;
const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 10_000;

async function withLock<T>(lock: string, act: () => Promise<T>): Promise<T> {
  const mine = randomUUID();
  const untilMs = performance.now() + PATIENCE_MS;
  while (!(await take(lock, mine))) {
    if (performance.now() > untilMs) throw new Error(`another process does not give ${lock} back`);
    await setTimeout(LOOK_EVERY_MS);
  }
  try {
    return await act();
  } finally {
    const holder = await readFile(lock, "utf8").catch(() => "");
    if (holder === mine) await rm(lock, { force: true });
  }
}

/** @returns Whether the lock is ours now */
async function take(lock: string, mine: string): Promise<boolean> {
  try {
    // Fails when it exists.
    await writeFile(lock, mine, { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Windows says EPERM of a file that is just being removed.
    if (code !== "EEXIST" && !(code === "EPERM" && process.platform === "win32")) throw error;
    const found = await stat(lock).catch(() => undefined);
    const isStale = found !== undefined && Math.abs(Date.now() - found.mtimeMs) > STALE_MS;
    if (isStale) await rm(lock, { force: true });
    return false;
  }
}
