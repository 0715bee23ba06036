import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The course that `folder` lies in: the nearest folder upwards that has lessons and exercises; else `otherwise`. */
export function findRoot(folder: string, otherwise: string): string {
  const isCourse = existsSync(join(folder, "lessons")) && existsSync(join(folder, "exercises"));
  if (isCourse) return folder;
  const parent = dirname(folder);
  return parent === folder ? otherwise : findRoot(parent, otherwise);
}
