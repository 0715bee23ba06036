// Where hidden checks lie while they are run: in a folder of ours, and not where the teacher has them. So no tsconfig.json
// around them has a say, no name of a folder is one that vitest cannot read, and one text is run for a whole class.

import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Lesson } from "../course/index.ts";
import type { Grade } from "../grading/index.ts";
import type { HiddenChecks } from "./choices.ts";
import { removeTemporary, temporaryFolder } from "./intake/temporary-folder.ts";

export interface StagedChecks {
  /** The lesson with the hidden checks for its grader; undefined where it has none. */
  lessonOf(lesson: Lesson): Lesson | undefined;
  /** A grade by them, in which the file has the name that the teacher gave it. */
  named(grade: Grade): Grade;
  /** Removes what was made for it. */
  dispose(): void;
}

/** @param hidden By slug */
export function stageChecks(hidden: ReadonlyMap<string, HiddenChecks>): StagedChecks {
  if (hidden.size === 0) return { lessonOf: () => undefined, named: (grade) => grade, dispose() {} };
  const folder = temporaryFolder("http-by-hand-checks-");
  const graderOf = (slug: string) => join(folder, `${slug}.test.ts`);
  for (const [slug, { source }] of hidden) writeFileSync(graderOf(slug), source);
  return {
    lessonOf(lesson) {
      if (!hidden.has(lesson.slug)) return undefined;
      return { ...lesson, files: { ...lesson.files, grader: graderOf(lesson.slug) } };
    },
    named(grade) {
      const path = hidden.get(grade.lesson)?.path ?? "";
      const couldNotGrade = grade.couldNotGrade?.replace(pathIn(folder), () => path);
      return { ...grade, ...(couldNotGrade !== undefined && { couldNotGrade }) };
    },
    dispose: () => removeTemporary(folder),
  };
}

/** A file in the folder, however the way there is told. The folder's name is letters, digits and hyphens. */
function pathIn(folder: string): RegExp {
  return new RegExp(`[^\\s'"]*${basename(folder)}[\\\\/][^\\s'":]+`, "g");
}
