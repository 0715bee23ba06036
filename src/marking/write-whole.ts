import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file so that a reader sees the old one or the new one, never half of either. Synchronous: it is also what a
 * process does last.
 *
 * @param flush Whether to wait until it is on the disk; left out where a file that a power cut empties can be made again
 */
export function writeWhole(path: string, text: string, { flush = true } = {}): void {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, text, { flush });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
