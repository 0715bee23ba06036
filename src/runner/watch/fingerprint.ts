import { type BigIntStats, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * A text that is another one after a save: the names, times and sizes of the TypeScript files in a folder, because a
 * submission may import its neighbours. Empty where there is no folder.
 */
export function fingerprintOf(folder: string): string {
  const names = namesIn(folder).filter((name) => name.endsWith(".ts"));
  return names.map((name) => `${name} ${stateOf(statIfThere(join(folder, name)))}\n`).join("");
}

/** Whether there is something to grade: editors that save take a file away, or empty it, before they write it. */
export function hasContent(file: string): boolean {
  return (statIfThere(file)?.size ?? 0n) > 0n;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    // It was taken away, as by `git checkout`, and may come again.
    return [];
  }
}

function statIfThere(path: string): BigIntStats | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false });
}

function stateOf(stats: BigIntStats | undefined): string {
  return stats === undefined ? "gone" : `${stats.mtimeNs} ${stats.size} ${stats.ino}`;
}
