// Where a pack goes to: a ZIP file or an empty folder.

import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { isFree, type PackFile, writeFolder, writeZip } from "../packing/index.ts";
import { UsageError } from "./parse-command.ts";

/** @throws {UsageError} In a copy that was packed itself */
export function requireWholeCourse(root: string): void {
  if (existsSync(join(root, "solutions"))) return;
  throw new UsageError(
    "This copy of the course has no solutions, so it is a student pack already.",
    "Hand on the file that it came in, or pack the whole course.",
  );
}

/** Where a pack goes to. */
interface PackTarget {
  /** As it was typed. */
  readonly typed: string;
  /** Absolute. */
  readonly path: string;
  readonly isZip: boolean;
}

/** @throws {UsageError} When that is neither a ZIP file nor an empty folder */
export async function targetOf(typed: string, path: string): Promise<PackTarget> {
  const ending = extname(path).toLowerCase();
  if (ending === ".zip") return { typed, path, isZip: true };
  if (/^\.(?:t?gz|tar|7z|rar)$/.test(ending))
    throw new UsageError(`Cannot write a ${ending} file.`, "Type the path of a .zip, or of a folder.");
  if (!(await isFree(path).catch(() => false)))
    throw new UsageError(
      `${typed} is no empty folder, and nothing of it is to be overwritten.`,
      "Type a folder that is empty or not there yet, or a .zip.",
    );
  return { typed, path, isZip: false };
}

/** @throws {UsageError} When it cannot be written */
export async function writePack(
  { typed, path, isZip }: PackTarget,
  files: readonly PackFile[],
  topFolder: string,
): Promise<void> {
  try {
    await (isZip ? writeZip(path, files, topFolder) : writeFolder(path, files));
  } catch (error) {
    throw new UsageError(
      `Cannot write ${typed}: ${(error as Error).message}.`,
      "Type a path in a folder that is there, and that can be written to.",
    );
  }
}

/** Of what is in it, before it is compressed. */
export function sizeOf(files: readonly PackFile[]): string {
  const octets = files.reduce((sum, { content }) => sum + content.length, 0);
  return `${(octets / 1_000_000).toFixed(1)} MB`;
}
