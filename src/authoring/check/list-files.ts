import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * Lists the files of a folder, those that a system or an editor hides apart.
 *
 * @param folder From the root; an empty list when it is not there
 * @returns Paths from that folder, with `/`, sorted
 */
export function listFiles(root: string, folder: string, { deep = false } = {}): string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: deep, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}
