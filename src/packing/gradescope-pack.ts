// What Gradescope builds an autograder from: two scripts at the top, the course beside them.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PackFile, textFile } from "./pack-file.ts";
import { loadPackPackages, studentPack } from "./student-pack.ts";

/** What is stored with the course. */
export interface GradescopeChoices {
  /** A file with a teacher's choices, `grading.json`, and what it names. */
  readonly choices?: readonly PackFile[];
  /** Lessons as one types them: `1-3,5`. */
  readonly lessons?: string;
}

const SCRIPTS = ["setup.sh", "run_autograder"];

/**
 * The course without solutions, for Gradescope: where submissions run there is nothing to find.
 *
 * @param root Folder of the course
 */
export async function gradescopePack(
  root: string,
  { choices, lessons }: GradescopeChoices,
): Promise<PackFile[]> {
  const course = await studentPack(root, await loadPackPackages(root));
  const scripts = await Promise.all(
    SCRIPTS.map(async (path): Promise<PackFile> => {
      const content = await readFile(join(root, "autograding/gradescope", path));
      return { path, content, isExecutable: true };
    }),
  );
  return [
    ...scripts,
    ...(choices ?? []),
    ...(lessons === undefined ? [] : [textFile("lessons", lessons)]),
    ...course.map((file) => ({ ...file, path: `course/${file.path}` })),
  ];
}
