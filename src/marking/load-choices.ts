// A teacher's choices with what they name: the files with hidden checks are read once, with the choices, so that one
// marking has one text of them, however long it takes.

import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Lesson } from "../course/index.ts";
import { type Grade, gradeLesson, loneGraderProblem } from "../grading/index.ts";
import type { Choices, HiddenChecks } from "./choices.ts";
import { parseChoices, WrongChoices } from "./parse-choices.ts";
import { stageChecks } from "./stage-checks.ts";

/**
 * Reads the choices, and looks at the source of each file with hidden checks.
 *
 * @param file Path of the choices
 * @param lessons Every lesson of the course
 * @throws {WrongChoices} For what can be seen to be wrong in either
 * @throws {Error} When the file of the choices cannot be read
 */
export async function loadChoices(file: string, lessons: readonly Lesson[]): Promise<Choices> {
  const readChecks = (path: string) => readFileSync(resolve(dirname(file), path), "utf8");
  const choices = parseChoices(readFileSync(file, "utf8"), lessons, readChecks);
  for (const [slug, { place, path, source }] of choices.hidden) {
    const found = await loneGraderProblem(source, lessons.find((lesson) => lesson.slug === slug)!.tasks);
    if (found !== undefined)
      throw new WrongChoices(`${place}: ${path}, line ${found.line}: ${found.problem} ${found.advice}`);
  }
  return choices;
}

interface TryOptions {
  /** Folder of the course. */
  readonly root: string;
  /** Folder of the bundles. */
  readonly built: string;
  readonly seed: number;
}

/**
 * Tries hidden checks on the course's own answers, where the course has them: a check that these do not pass would be
 * held against everybody.
 *
 * @param lessons The lessons that are to be marked
 * @throws {WrongChoices} For the first check that does not run, or is not passed
 */
export async function tryHiddenChecks(
  { hidden }: Choices,
  lessons: readonly Lesson[],
  options: TryOptions,
): Promise<void> {
  const staged = stageChecks(hidden);
  try {
    for (const lesson of lessons) {
      const withHidden = staged.lessonOf(lesson);
      const file = lesson.files.solution;
      if (withHidden === undefined || !existsSync(file)) continue;
      const grade = staged.named(await gradeLesson(withHidden, { file }, options));
      const why = whyNotPassed(grade, hidden.get(lesson.slug)!);
      if (why !== undefined) throw new WrongChoices(why);
    }
  } finally {
    staged.dispose();
  }
}

function whyNotPassed(grade: Grade, { place, path }: HiddenChecks): string | undefined {
  if (grade.couldNotGrade !== undefined) return `${place}: ${path} cannot be run: ${grade.couldNotGrade}`;
  const failed = grade.checks.find(({ state }) => state !== "passed");
  if (failed === undefined) return undefined;
  const check = `the check of task ${failed.task} in ${path}, "${failed.title}"`;
  return `${place}: solutions/${grade.lesson}.ts does not pass ${check}: ${failed.failure?.message}`;
}
