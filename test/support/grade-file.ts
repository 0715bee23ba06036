import { join, resolve } from "node:path";
import { afterAll } from "vitest";
import { listLessons, loadLesson } from "../../src/course/index.ts";
import { type Grade, type Grader, openGrader } from "../../src/grading/index.ts";
import type { RunOptions } from "../../src/grading/open-grader.ts";

export const root = resolve(import.meta.dirname, "../..");
/** Where vitest.config.ts had the bundles made. */
export const built = process.env.HTTP_BY_HAND_BUILT!;

export async function lessonSlugs(): Promise<string[]> {
  return (await listLessons(root)).map(({ slug }) => slug);
}

/** By lesson, for as long as one file of tests runs: that a warm grade is as a cold one, test/grading/open-grader.test.ts shows. */
const graders = new Map<string, Promise<Grader>>();

afterAll(async () => {
  for (const grader of graders.values()) await (await grader).close();
  graders.clear();
});

/**
 * Grades a file of this repository (a path from its root, or an absolute one) as the answer to a lesson.
 *
 * @param run TypeScript, which takes longer than most checks, is not asked unless it says so
 */
export async function gradeFile(slug: string, file: string, run: Partial<RunOptions> = {}): Promise<Grade> {
  const opened =
    graders.get(slug) ?? loadLesson(root, slug).then((lesson) => openGrader(lesson, { root, built }));
  graders.set(slug, opened);
  return (await opened).grade({ file: resolve(root, file) }, { seed: 20_260, withoutTypes: true, ...run });
}

/** A path in a folder of the tests. */
export function fixture(...path: string[]): string {
  return join(root, "test/fixtures", ...path);
}
