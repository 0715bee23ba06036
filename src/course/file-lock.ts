// A lock that is a file, for changes that take milliseconds. Processes end in the middle of one: by `kill -9`, by a closed
// window, with the battery. So the file says whose it is, and the lock of a process that is gone is taken away.

import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";

const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 10_000;
/** Also of a process that cannot be asked, because it is on another machine, or whose number is another one's now. */
const STALE_MS = 5_000;

/**
 * Acts while no other process does.
 *
 * @param lock Path of a file that nothing else uses
 * @param afterDeath Called with the lock held, after one was taken away that a dead process had left
 * @throws {Error} When another process does not give it back within ten seconds
 */
export async function withLock<T>(
  lock: string,
  act: () => Promise<T>,
  afterDeath: () => Promise<void>,
): Promise<T> {
  const mine = `${hostname()} ${process.pid} ${randomUUID()}`;
  const untilMs = performance.now() + PATIENCE_MS;
  let wasLeft = false;
  while (!(await take(lock, mine))) {
    if (performance.now() > untilMs) throw new Error(`another process does not give ${lock} back`);
    if (await takeAwayIfLeft(lock)) wasLeft = true;
    else await setTimeout(LOOK_EVERY_MS);
  }
  try {
    if (wasLeft) await afterDeath();
    return await act();
  } finally {
    if ((await holderOf(lock)) === mine) await rm(lock, { force: true });
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
    if (code === "EEXIST" || (code === "EPERM" && process.platform === "win32")) return false;
    throw error;
  }
}

// Two may find the same lock left, and the slower one must not take away what the faster one has put there since. Only
// one of them can move a file, and what was moved shows whose it was.
async function takeAwayIfLeft(lock: string): Promise<boolean> {
  const holder = await holderOf(lock);
  if (holder === undefined || !(await isLeft(lock, holder))) return false;
  const moved = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, moved);
  } catch {
    // Somebody else was faster.
    return false;
  }
  const isTheOne = (await holderOf(moved)) === holder;
  if (!isTheOne) await link(moved, lock).catch(() => {});
  await rm(moved, { force: true });
  return isTheOne;
}

/** Undefined when nobody holds it. Empty for a moment, while it is being written. */
function holderOf(lock: string): Promise<string | undefined> {
  return readFile(lock, "utf8").catch(() => undefined);
}

async function isLeft(lock: string, holder: string): Promise<boolean> {
  const [host, pid] = holder.split(" ");
  if (host === hostname() && Number(pid) > 0 && !isAlive(Number(pid))) return true;
  const found = await stat(lock).catch(() => undefined);
  return found !== undefined && Math.abs(Date.now() - found.mtimeMs) > STALE_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
