// From the words of `npm run grade` and `npm run grade:class` to what they name: paths, lessons, choices.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
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

/** What a build's machine sends when it stops a job. */
export const STOPS = ["SIGINT", "SIGTERM"] as const;

/** What both commands say of a marking, with the lessons and choices of the course. @throws {UsageError} */
export async function surroundingsOf(
  context: Context,
  { lessons: words, seed, choices: path, strict, sandbox }: Readonly<CommonWords>,
  environment: NodeJS.ProcessEnv,
): Promise<Pick<MarkOptions, "lessons" | "choices" | "sandbox"> & { readonly seed?: number }> {
  // What is wrong with the course itself becomes a report.
  const course = await loadCourse(context.root).catch(() => undefined);
  const lessons = course && words?.map((word) => findLesson(course, word).slug);
  const choices =
    course && path !== undefined && (await choicesOf(path, context, { course, lessons, environment }));
  return {
    ...(seed !== undefined && { seed }),
    ...(strict && { sandbox: sandbox === "none" ? "where-possible" : "required" }),
    ...(lessons && { lessons }),
    ...(choices && { choices }),
  };
}

/** npm starts a script in the folder of the package, wherever one typed it. */
export function typedPath(path: string, { npm_lifecycle_event, INIT_CWD }: NodeJS.ProcessEnv): string {
  return resolve(npm_lifecycle_event?.startsWith("grade") ? (INIT_CWD ?? ".") : ".", path);
}

/** Of a submission. @throws {UsageError} When nothing is there */
export function existingPath(path: string, environment: NodeJS.ProcessEnv): string {
  const found = typedPath(path, environment);
  if (existsSync(found)) return found;
  throw new UsageError(`There is nothing at ${path}.`, "Type the path of a folder, a .zip or a .tar.gz.");
}

interface Wanted {
  readonly course: Course;
  /** Slugs; all of them where it is undefined. */
  readonly lessons: readonly string[] | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

async function choicesOf(path: string, context: Context, { course, lessons, environment }: Wanted) {
  const wanted = course.lessons.filter(({ slug }) => lessons?.includes(slug) ?? true);
  try {
    const choices = await loadChoices(typedPath(path, environment), course.lessons);
    await tryChecks(choices, wanted, context);
    return choices;
  } catch (error) {
    const what = error instanceof WrongChoices ? "use" : "read";
    const message = (error as Error).message;
    throw new UsageError(`Cannot ${what} ${path}: ${message}`, "What can stand in it: docs/grading.md.");
  }
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
