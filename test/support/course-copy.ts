import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./grade-file.ts";

export const launcher = join(root, "bin/http-by-hand.cjs");

/** A course in a temporary folder whose exercises are the untouched stubs: a learner's checkout. */
export interface CourseCopy {
  readonly folder: string;
  /** Absolute path of a file in it. */
  path(...parts: string[]): string;
  remove(): void;
}

/** @param from Folder of the course to copy; this repository's by default */
export function copyCourse(from = root): CourseCopy {
  const folder = mkdtempSync(join(tmpdir(), "course-"));
  const path = (...parts: string[]) => join(folder, ...parts);
  for (const part of ["lessons", "exercises", "solutions", "test/graders"]) {
    if (existsSync(join(from, part))) cpSync(join(from, part), path(part), { recursive: true });
  }
  cpSync(path("exercises/.original"), path("exercises"), { recursive: true });
  return { folder, path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Has the grader of a lesson wait for ever, once a call of the submission has come back. */
export function neverEnds(course: CourseCopy, slug: string): void {
  const file = course.path("test/graders", `${slug}.test.ts`);
  const grader = readFileSync(file, "utf8");
  writeFileSync(file, grader.replace(/^ {2}\}\);$/m, "    await new Promise(() => {});\n  });"));
}

export interface Finished {
  readonly output: string;
  readonly exitCode: number | null;
}

/** Runs `npm run lesson …` without npm and without a terminal, in a course. */
export function runLesson(
  course: CourseCopy,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return runProgram(course, ["lesson", ...words], env);
}

/** The same for any script of the runner's. */
export function runProgram(
  course: CourseCopy,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [launcher, ...words], {
      cwd: course.folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (octets) => (output += String(octets)));
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ output, exitCode }));
  });
}
