import { join, resolve } from "node:path";
import { afterAll } from "vitest";
import { type Lesson, listLessons, loadLesson } from "../../src/course/index.ts";
import { type Grade, type Grader, openGrader, type SubmissionFile } from "../../src/grading/index.ts";
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

interface LoneOptions extends Partial<RunOptions> {
  readonly built?: string;
  readonly task?: number;
  readonly patience?: number;
}

/** As `gradeLesson` grades, by a grader of its own, but TypeScript is not asked unless `options` say so. */
export async function gradeAlone(
  lesson: Lesson,
  submission: SubmissionFile,
  { built: bundles = built, task, patience, ...run }: LoneOptions = {},
): Promise<Grade> {
  const options = { ...(task !== undefined && { task }), ...(patience !== undefined && { patience }) };
  const grader = openGrader(lesson, { root, built: bundles, once: true, ...options });
  try {
    return await grader.grade(submission, { seed: 20_260, withoutTypes: true, ...run });
  } finally {
    await grader.close();
  }
}

/**
 * A machine that is busy fills a memory in more than the two seconds of a call. For what ends by its memory, and would
 * otherwise end by its deadline.
 */
export const UNTIL_MEMORY_IS_FULL = { patience: 20 } as const;

/** A path in a folder of the tests. */
export function fixture(...path: string[]): string {
  return join(root, "test/fixtures", ...path);
}
