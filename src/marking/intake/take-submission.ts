// From what was handed in to files that can be graded. Of a submission from elsewhere nothing is used but its exercise
// files, as octets, which are written by their slugs into a fresh folder of ours: no path, no link, no configuration and
// no package of the submission's is there when it is graded.

import { createHash } from "node:crypto";
import { mkdirSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { SubmissionReport } from "../report.ts";
import { safeText } from "../safe-text.ts";
import { type Entry, NotReadable, Refused } from "./entry.ts";
import { findExercises, findProgress, PROGRESS_FILE } from "./find-exercises.ts";
import { readArchive } from "./read-archive.ts";
import { fileEntry, readFolder } from "./read-folder.ts";
import { removeTemporary, temporaryFolder } from "./temporary-folder.ts";

/** The exercise files of a submission, where they can be graded. */
export interface TakenSubmission {
  /** Folder with `exercises/` in it. */
  readonly base: string;
  /** What is told of each file, by slug. A slug without one was not submitted. */
  readonly files: ReadonlyMap<string, SubmissionReport["files"][number]>;
  /** Why a file is not taken, by slug. */
  readonly refused: ReadonlyMap<string, string>;
  /** The octets of `.progress.json`, or why they are not taken: `is not there`. undefined where nobody asked. */
  readonly progress?: Uint8Array | string;
  /** Removes what was made for it. */
  dispose(): void;
}

export interface TakeOptions {
  /** `.progress.json` is taken along, to be read and not to be graded. */
  readonly withProgress?: boolean;
}

/**
 * @param root Folder of the course: its own exercises are taken where `from` is undefined, and stay where they are
 * @param slugs Every lesson of the course: one exercise may import another
 * @param from Path of a folder, a .zip or a .tar.gz
 * @throws {NotReadable} When `from` is not there or cannot be read
 */
export async function takeSubmission(
  root: string,
  slugs: readonly string[],
  from: string | undefined,
  { withProgress = false }: TakeOptions = {},
): Promise<TakenSubmission> {
  const found = from === undefined ? ownEntries(root, slugs) : await foundEntries(from, slugs);
  const { octets, refused } = await readAll(found.exercises);
  const files = new Map([...octets].map(([slug, each]) => [slug, describe(slug, each)]));
  const progress = withProgress && (await readEntry(found.progress));
  const taken = { files, refused, ...(progress && { progress }) };
  return from === undefined
    ? { ...taken, base: root, dispose() {} }
    : { ...taken, ...(await writeAll(octets)) };
}

interface FoundEntries {
  readonly exercises: ReadonlyMap<string, Entry>;
  readonly progress: Entry | undefined;
}

function ownEntries(root: string, slugs: readonly string[]): FoundEntries {
  const exercises = new Map(slugs.map((slug) => [slug, fileEntry(join(root, pathOf(slug)))]));
  return { exercises, progress: fileEntry(join(root, PROGRESS_FILE)) };
}

async function foundEntries(from: string, slugs: readonly string[]): Promise<FoundEntries> {
  const entries = await readEntries(from);
  return { exercises: findExercises(entries, slugs), progress: findProgress(entries) };
}

async function readEntries(from: string) {
  const found = statSync(from, { throwIfNoEntry: false });
  if (found === undefined) throw new NotReadable("It is not there.");
  if (found.isDirectory()) return readFolder(from);
  if (found.isFile()) return readArchive(from);
  throw new NotReadable("It is neither a folder nor a .zip or .tar.gz.");
}

async function readAll(entries: ReadonlyMap<string, Entry>) {
  const octets = new Map<string, Uint8Array>();
  const refused = new Map<string, string>();
  for (const [slug, entry] of entries) {
    const read = await readEntry(entry);
    if (typeof read !== "string") octets.set(slug, read);
    else if (read !== NOT_THERE) refused.set(slug, read);
  }
  return { octets, refused };
}

const NOT_THERE = "is not there";

/** @returns Why it is not taken, as the end of a sentence, where it has no octets to take */
async function readEntry(entry: Entry | undefined): Promise<Uint8Array | string> {
  try {
    return entry === undefined ? NOT_THERE : await entry.octets();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof Refused) return safeText(error.message, 200);
    if (code === "ELOOP") return "is a symbolic link";
    if (code === "ENOENT") return NOT_THERE;
    throw error;
  }
}

function describe(slug: string, octets: Uint8Array) {
  const sha256 = createHash("sha256").update(octets).digest("hex");
  return { path: pathOf(slug), octets: octets.length, sha256 };
}

async function writeAll(octets: ReadonlyMap<string, Uint8Array>) {
  const base = temporaryFolder("http-by-hand-submission-");
  mkdirSync(join(base, "exercises"));
  for (const [slug, each] of octets) await writeFile(join(base, pathOf(slug)), each);
  return { base, dispose: () => removeTemporary(base) };
}

/** Why a submission cannot be taken, in a sentence. */
export function cannotTake(from: string, error: Error): string {
  return safeText(`Cannot take the submission ${submissionName(from)}: ${error.message}`, MOST_SENTENCE);
}

const MOST_SENTENCE = 1_000;
const MOST_NAME = 300;

/** Of its path the last part: the rest is about the machine. */
export function submissionName(path: string): string {
  return safeText(basename(path), MOST_NAME);
}

/** An exercise file as it is told everywhere. */
export function pathOf(slug: string): string {
  return `exercises/${slug}.ts`;
}
