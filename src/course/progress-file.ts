/**
 * `.progress.json` at the course's root. `grade` can derive it all again, so a broken file is set aside and never in the
 * way.
 */
import { randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { withLock } from "./file-lock.ts";
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

/** What a process that was killed while it wrote has left. With the lock held, nobody else is writing. */
async function removeHalfWritten(path: string): Promise<void> {
  const isHalfWritten = (name: string) => name.startsWith(`${basename(path)}.`) && name.endsWith(".tmp");
  const left = (await readdir(dirname(path))).filter(isHalfWritten);
  await Promise.all(left.map((name) => rm(join(dirname(path), name), { force: true })));
}

// Reading, changing and writing is three steps: of two changes made at once one would be lost. So changes of this process
// stand in a queue, and those of two processes (a check in one terminal, a hint in another) find a lock.
const queues = new Map<string, Promise<unknown>>();

function oneAtATime<T>(file: string, act: () => Promise<T>): Promise<T> {
  const locked = () => withLock(`${file}.lock`, act, () => removeHalfWritten(file));
  const turn = (queues.get(file) ?? Promise.resolve()).then(locked, locked);
  queues.set(file, turn);
  return turn;
}
