import { existsSync, realpathSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { MalformedLesson } from "../../course/index.ts";
import { type PrintedError, parseDiagnostics } from "../../grading/parse-diagnostics.ts";
import { readModule } from "../../grading/read-module.ts";
import { runCompiler } from "../../grading/run-compiler.ts";
import { inTemporaryFolder, writeProgram } from "../program-file.ts";
import { findSnippets, type Program } from "../snippets.ts";
import type { CheckedCourse, CourseCheck, CourseProblem } from "./course-problem.ts";
import { listFiles } from "./list-files.ts";
import { WRONG_ANSWERS } from "./places.ts";

export const types: CourseCheck = {
  name: "types",
  demands:
    "Stubs, solutions, answers on file and the programs of lessons type-check, as a learner's file does.",
  find: (course) => inTemporaryFolder((folder) => typeProblems(course, folder)),
};

/** A file to look at, and where an author finds what is in it. */
interface Looked {
  /** Absolute. */
  readonly path: string;
  /** From the course's root. */
  readonly shown: string;
}

async function typeProblems(course: CheckedCourse, folder: string): Promise<CourseProblem[]> {
  const root = realpathSync(course.root);
  const files = [...(await filesOf(course, root)), ...(await programsOf(course, folder))];
  const isRead = await Promise.all(files.map(async ({ path }) => (await readModule(path)) !== undefined));
  const readable = files.filter((_, index) => isRead[index]);
  // Of a file that is no TypeScript only the first error says something, and the compiler would say nothing of the others.
  const unreadable = files.filter((_, index) => !isRead[index]);
  const found = await Promise.all([
    problemsOf(readable, root),
    ...unreadable.map(async (file) => (await problemsOf([file], root)).slice(0, 1)),
  ]);
  return found.flat();
}

async function problemsOf(files: readonly Looked[], root: string): Promise<CourseProblem[]> {
  if (files.length === 0) return [];
  const { signal } = new AbortController();
  const paths = files.map(({ path }) => path);
  const errors = parseDiagnostics(await runCompiler(paths, { root }, signal));
  return errors.map((error) => problemOf(error, root, files));
}

async function filesOf({ slugs }: CheckedCourse, root: string): Promise<Looked[]> {
  const names = slugs.map(async (slug) => [
    `exercises/.original/${slug}.ts`,
    `solutions/${slug}.ts`,
    `test/course/other-answers/${slug}.ts`,
    ...(await wrongAnswersOf(slug, root)),
  ]);
  return (await Promise.all(names))
    .flat()
    .filter((name) => name.endsWith(".ts") && existsSync(join(root, name)))
    .map((shown) => ({ path: join(root, shown), shown }));
}

/** They take what they do not get wrong from the solution: without it each of them would be told of. */
async function wrongAnswersOf(slug: string, root: string): Promise<string[]> {
  if ((await readModule(join(root, `solutions/${slug}.ts`))) === undefined) return [];
  const folder = `${WRONG_ANSWERS}/${slug}`;
  return listFiles(root, folder, { deep: true }).map((file) => `${folder}/${file}`);
}

/** The programs of the lessons, each in a file of its own, at the lines where they stand in the lesson. */
async function programsOf({ root, slugs }: CheckedCourse, folder: string): Promise<Looked[]> {
  const files: Looked[] = [];
  for (const shown of slugs.map((slug) => `lessons/${slug}.md`)) {
    for (const program of programsIn(await readFile(join(root, shown), "utf8"), shown)) {
      const own = join(folder, String(files.length));
      await mkdir(own);
      files.push({ path: await writeProgram(program, shown, own), shown });
    }
  }
  return files;
}

function programsIn(markdown: string, lesson: string): Program[] {
  try {
    return findSnippets(markdown, lesson).filter((snippet): snippet is Program => snippet.kind === "ts");
  } catch (error) {
    // A fence that cannot be read is a problem of the check that runs the programs.
    if (error instanceof MalformedLesson) return [];
    throw error;
  }
}

/** @throws When the compiler has no place for it: then the surroundings are wrong, and not the course */
function problemOf(
  { at, code, message }: PrintedError,
  root: string,
  files: readonly Looked[],
): CourseProblem {
  if (at === undefined) throw new Error(`TypeScript finds an error in its options: ${message}`);
  const path = resolve(root, at.path);
  const file = files.find((each) => each.path === path)?.shown ?? relative(root, path).replaceAll("\\", "/");
  return {
    file,
    line: at.line,
    problem: `TypeScript: ${message} (TS${code})`,
    advice:
      "Mend the types; where they are wrong on purpose, write `// @ts-expect-error: why` above the line.",
  };
}
