import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Entries, type Entry, MOST_FILE_OCTETS, Refused, TOO_LARGE } from "./entry.ts";

/**
 * The entries of a folder that can be a submission's: what lies in it and in its `exercises`, and the same one folder
 * further down. Nothing is followed that is a link.
 */
export async function readFolder(folder: string): Promise<Entries> {
  const entries = new Map<string, Entry>();
  for (const name of await list(folder, "", entries)) {
    const inside = await list(folder, `${name}/`, entries);
    if (inside.includes("exercises")) await list(folder, `${name}/exercises/`, entries);
  }
  return entries;
}

/** Adds the entries of one folder. @returns The folders in it */
async function list(root: string, path: string, entries: Map<string, Entry>): Promise<string[]> {
  const found = await readdir(join(root, path), { withFileTypes: true }).catch(() => []);
  const folders: string[] = [];
  for (const each of found) {
    if (each.isDirectory()) folders.push(each.name);
    else entries.set(path + each.name, fileEntry(join(root, path, each.name)));
  }
  return folders;
}

/** A file of the disk, which may turn out to be anything. */
export function fileEntry(path: string): Entry {
  return { octets: () => readRegularFile(path) };
}

async function readRegularFile(path: string): Promise<Uint8Array> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) throw new Refused("is a symbolic link");
  if (!found.isFile()) throw new Refused("is not a file");
  // What was looked at and what is opened may be two things: then no link is followed, and no pipe waited for.
  const file = await open(path, constants.O_RDONLY | NO_FOLLOW | NO_WAIT);
  try {
    const { size } = await file.stat();
    if (size > MOST_FILE_OCTETS) throw new Refused(TOO_LARGE);
    const octets = Buffer.alloc(MOST_FILE_OCTETS);
    const { bytesRead } = await file.read(octets, 0, size, 0);
    return octets.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

// Windows has neither.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const NO_WAIT = constants.O_NONBLOCK ?? 0;
