// From the words of `npm run grade` and `npm run grade:class` to what they name: paths, lessons, choices.

import { existsSync } from "node:fs";
import { type Course, findLesson, type Lesson, loadCourse } from "../course/index.ts";
import {
  type Choices,
  loadChoices,
  type MarkOptions,
  tryHiddenChecks,
  WrongChoices,
} from "../marking/index.ts";
import type { Context } from "./context.ts";
import type { CommonWords } from "./grade-words.ts";
import { newSeed } from "./new-seed.ts";
import { UsageError } from "./parse-command.ts";
import { typedPath } from "./typed-path.ts";

/** What a build's machine sends when it stops a job. */
export const STOPS = ["SIGINT", "SIGTERM"] as const;

/** Scripts of npm that mark. */
type MarkingScript = "grade" | "grade:class";

/** What both commands say of a marking, with the lessons and choices of the course. @throws {UsageError} */
export async function surroundingsOf(
  context: Context,
  { lessons: words, seed, choices: path, patience, strict, sandbox }: Readonly<CommonWords>,
  script: MarkingScript,
  environment: NodeJS.ProcessEnv,
): Promise<Pick<MarkOptions, "lessons" | "choices" | "sandbox" | "patience"> & { readonly seed?: number }> {
  // What is wrong with the course itself becomes a report.
  const course = await loadCourse(context.root).catch(() => undefined);
  const lessons = course && words?.map((word) => findLesson(course, word).slug);
  const choices =
    course &&
    path !== undefined &&
    (await choicesOf(path, typedPath(path, script, environment), context, { course, lessons }));
  return {
    ...(seed !== undefined && { seed }),
    ...(strict && { sandbox: sandbox === "none" ? "where-possible" : "required" }),
    ...(lessons && { lessons }),
    ...(patience !== undefined && { patience }),
    ...(choices && { choices }),
  };
}

/** Of a submission. @throws {UsageError} When nothing is there */
export function existingPath(path: string, environment: NodeJS.ProcessEnv): string {
  const found = typedPath(path, "grade", environment);
  if (existsSync(found)) return found;
  throw new UsageError(`There is nothing at ${path}.`, "Type the path of a folder, a .zip or a .tar.gz.");
}

interface Wanted {
  readonly course: Course;
  /** Slugs; all of them where it is undefined. */
  readonly lessons: readonly string[] | undefined;
}

async function choicesOf(typed: string, path: string, context: Context, { course, lessons }: Wanted) {
  const wanted = course.lessons.filter(({ slug }) => lessons?.includes(slug) ?? true);
  try {
    const choices = await loadChoices(path, course.lessons);
    await tryChecks(choices, wanted, context);
    return choices;
  } catch (error) {
    throw wrongChoices(typed, error as Error);
  }
}

/** @param path As it was typed */
export function wrongChoices(path: string, error: Error): UsageError {
  const what = error instanceof WrongChoices ? "use" : "read";
  return new UsageError(`Cannot ${what} ${path}: ${error.message}`, "What can stand in it: docs/grading.md.");
}

/** What is wrong with a hidden check is the teacher's to hear, before anybody is marked by it. */
async function tryChecks(choices: Choices, lessons: readonly Lesson[], { root, built, terminal }: Context) {
  if (choices.hidden.size === 0) return;
  const options = { root, built, seed: newSeed() };
  await terminal.during("Trying the hidden checks ...", () => tryHiddenChecks(choices, lessons, options));
}

/** Ends the process after an error that nobody foresaw. By its own exit code it would be taken for a check that failed. */
export function breakDown(error: unknown, process: NodeJS.Process, exitCode: number): never {
  process.stderr.write(`${(error as Error).stack ?? error}\n`);
  process.exit(exitCode);
}
