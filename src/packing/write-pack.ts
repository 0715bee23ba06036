import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { PackFile } from "./pack-file.ts";

/** What a ZIP file can tell that is earliest, by the clock of wherever one is: the same files make the same octets. */
const NO_TIME = new Date(1980, 0, 1);

/** Of files that are packed already: another deflating would cost time, and save nothing. */
const PACKED = /\.tgz$/;

/**
 * Writes a pack as a ZIP file, which is there whole or not at all. What was there before is replaced.
 *
 * @param folder What everything in it lies in; `""` for nothing
 * @throws {Error} Of Node, when it cannot be written
 */
export async function writeZip(file: string, files: readonly PackFile[], folder: string): Promise<void> {
  // A copy that was packed itself comes so far as to say so, and has no such package.
  const { ZipFile } = await import("yazl");
  const zip = new ZipFile();
  for (const { path, content, isExecutable } of files) {
    zip.addBuffer(content, folder === "" ? path : `${folder}/${path}`, {
      mtime: NO_TIME,
      forceDosTimestamp: true,
      mode: isExecutable ? 0o100755 : 0o100644,
      compress: !PACKED.test(path),
    });
  }
  zip.end();
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    await pipeline(zip.outputStream, createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Whether a folder can be written to without touching what is in it: it is empty, or not there. */
export async function isFree(folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries.length === 0;
}

/** Writes a pack into a folder, which is made. */
export async function writeFolder(folder: string, files: readonly PackFile[]): Promise<void> {
  for (const { path, content, isExecutable } of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { mode: isExecutable ? 0o755 : 0o644 });
  }
}
