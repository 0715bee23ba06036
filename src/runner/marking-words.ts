// From the words of `npm run grade` and `npm run grade:class` to what they name: paths, lessons, choices.

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Course, findLesson, loadCourse } from "../course/index.ts";
import { type Choices, type MarkOptions, parseChoices, WrongChoices } from "../marking/index.ts";
import type { CommonWords } from "./grade-words.ts";
import { UsageError } from "./parse-command.ts";

/** What a build's machine sends when it stops a job. */
export const STOPS = ["SIGINT", "SIGTERM"] as const;

/** What both commands say of a marking, with the lessons and choices of the course. @throws {UsageError} */
export async function surroundingsOf(
  root: string,
  { lessons, seed, choices, strict, sandbox }: Readonly<CommonWords>,
  environment: NodeJS.ProcessEnv,
): Promise<Pick<MarkOptions, "lessons" | "choices" | "sandbox"> & { readonly seed?: number }> {
  // What is wrong with the course itself becomes a report.
  const course = await loadCourse(root).catch(() => undefined);
  return {
    ...(seed !== undefined && { seed }),
    ...(strict && { sandbox: sandbox === "none" ? "where-possible" : "required" }),
    ...(course && lessons && { lessons: lessons.map((word) => findLesson(course, word).slug) }),
    ...(course && choices !== undefined && { choices: choicesOf(choices, course, environment) }),
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

function choicesOf(path: string, course: Course, environment: NodeJS.ProcessEnv): Choices {
  try {
    return parseChoices(readFileSync(typedPath(path, environment), "utf8"), course.lessons);
  } catch (error) {
    const what = error instanceof WrongChoices ? "use" : "read";
    const message = (error as Error).message;
    throw new UsageError(`Cannot ${what} ${path}: ${message}`, "What can stand in it: docs/grading.md.");
  }
}

/** Ends the process after an error that nobody foresaw. By its own exit code it would be taken for a check that failed. */
export function breakDown(error: unknown, process: NodeJS.Process, exitCode: number): never {
  process.stderr.write(`${(error as Error).stack ?? error}\n`);
  process.exit(exitCode);
}
