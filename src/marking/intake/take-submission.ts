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
import { findExercises } from "./find-exercises.ts";
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
  /** Removes what was made for it. */
  dispose(): void;
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
): Promise<TakenSubmission> {
  const entries =
    from === undefined
      ? new Map(slugs.map((slug) => [slug, fileEntry(join(root, pathOf(slug)))]))
      : findExercises(await readEntries(from), slugs);
  const { octets, refused } = await readAll(entries);
  const files = new Map([...octets].map(([slug, each]) => [slug, describe(slug, each)]));
  if (from === undefined) return { base: root, files, refused, dispose() {} };
  return { files, refused, ...(await writeAll(octets)) };
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
    try {
      octets.set(slug, await entry.octets());
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (error instanceof Refused) refused.set(slug, safeText(error.message, 200));
      else if (code === "ELOOP") refused.set(slug, "is a symbolic link");
      else if (code !== "ENOENT") throw error;
    }
  }
  return { octets, refused };
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
