import { join, resolve } from "node:path";
import { listLessons, loadLesson } from "../../src/course/index.ts";
import { type Grade, gradeLesson } from "../../src/grading/index.ts";

export const root = resolve(import.meta.dirname, "../..");
/** Where vitest.config.ts had the bundles made. */
export const built = process.env.HTTP_BY_HAND_BUILT!;

export async function lessonSlugs(): Promise<string[]> {
  return (await listLessons(root)).map(({ slug }) => slug);
}

/** Grades a file of this repository (a path from its root, or an absolute one) as the answer to a lesson. */
export async function gradeFile(slug: string, file: string, seed = 20_260): Promise<Grade> {
  return gradeLesson(await loadLesson(root, slug), { file: resolve(root, file) }, { root, built, seed });
}

/** A path in a folder of the tests. */
export function fixture(...path: string[]): string {
  return join(root, "test/fixtures", ...path);
}
