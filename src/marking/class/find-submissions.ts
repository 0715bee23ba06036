// The submissions of a class in one folder, as a learning platform hands them to a teacher: a folder or an archive for each
// learner, or a folder with one archive in it.

import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import { NotReadable } from "../intake/entry.ts";
import { canBeExercise } from "../intake/find-exercises.ts";

/** A submission that is there, before anybody has looked into it. */
export interface FoundSubmission {
  /** Whose it is: the name of the folder, or of the archive without what says that it is one. */
  readonly learner: string;
  /** Path of the folder or the archive. */
  readonly path: string;
}

export interface FoundClass {
  /** By name, as people sort: 2 comes before 10. */
  readonly submissions: readonly FoundSubmission[];
  /** Names of what else lies there. */
  readonly others: readonly string[];
}

/**
 * @param folder Path of the folder with all of them
 * @throws {NotReadable} When it cannot be read, is one submission itself, or has none in it
 */
export function findSubmissions(folder: string): FoundClass {
  const entries = readFolder(folder);
  if (entries.some(isOfSubmission)) throw new NotReadable("It is one submission, and not a folder of them.");
  const found = entries.filter((entry) => entry.isDirectory() || isArchive(entry));
  if (found.length === 0) throw new NotReadable("There is neither a folder nor an archive in it.");
  const stems = found.map(({ name }) => stemOf(name));
  const isAlone = (stem: string) => stems.filter((each) => each === stem).length === 1;
  const submissions = found.map(({ name }, index) => ({
    // A folder and an archive may have one name: nobody can tell which of them counts.
    learner: isAlone(stems[index]!) ? stems[index]! : name,
    path: pathOf(join(folder, name)),
  }));
  const others = entries.filter((entry) => !found.includes(entry)).map(({ name }) => name);
  return { submissions: submissions.sort((one, other) => byName(one.learner, other.learner)), others };
}

const order = new Intl.Collator("en", { numeric: true });

/** As people sort names: 2 comes before 10. */
export function byName(one: string, other: string): number {
  return order.compare(one, other);
}

const ARCHIVE = /\.(?:zip|tar\.gz|tgz)$/i;

function isArchive(entry: Dirent): boolean {
  return entry.isFile() && ARCHIVE.test(entry.name);
}

function stemOf(name: string): string {
  return name.replace(ARCHIVE, "") || name;
}

function isOfSubmission({ name }: Dirent): boolean {
  return name === "exercises" || canBeExercise(name);
}

/** Where nothing but one archive lies in a folder, the archive is what was handed in. */
function pathOf(path: string): string {
  if (ARCHIVE.test(path)) return path;
  const entries = lookInto(path);
  const [first] = entries;
  return first !== undefined && entries.length === 1 && isArchive(first) ? join(path, first.name) : path;
}

/** One that cannot be read is told of when it is taken, and stops none of the others. */
function lookInto(path: string): Dirent[] {
  try {
    return readFolder(path);
  } catch {
    return [];
  }
}

/** Without what a system adds by itself. */
function readFolder(folder: string): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith(".") && name !== "__MACOSX");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new NotReadable(code === "ENOTDIR" ? "It is not a folder." : `It cannot be read: ${code}.`);
  }
}
