// From a file to a Grade. Vitest runs the grader in a thread of this process; the submission runs in a process of its
// own, which the grader's fixtures own. What counts is what was declared before the run: a check that does not report
// has not passed, whatever vitest calls the run.

import { accessSync, constants } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Reporter, Vitest } from "vitest/node";
import type { Lesson } from "../course/lesson.ts";
import { startTypeCheck, type TypeCheck } from "./check-types.ts";
import { collectChecks, firstLine, type ReportedRun } from "./collect-checks.ts";
import { type Compiled, compileSubmission } from "./compile.ts";
import type { CheckResult, Grade } from "./grade.ts";

/** What is graded. */
export interface SubmissionFile {
  /** Absolute path: the learner's file, the solution, or a wrong answer. */
  readonly file: string;
}

export interface GradeOptions {
  /** Folder of the course. */
  readonly root: string;
  /** Folder of the bundles. */
  readonly built: string;
  /** The same seed gives the same inputs. */
  readonly seed: number;
  /** Number of the one task to grade; all of them where it is left out. */
  readonly task?: number;
}

/**
 * Grades one file against one lesson. Never throws for what a submission does; what goes wrong on the course's side
 * stands in `couldNotGrade`.
 */
export async function gradeLesson(
  lesson: Lesson,
  { file }: SubmissionFile,
  options: GradeOptions,
): Promise<Grade> {
  const startedMs = performance.now();
  const compiling = compileSubmission(file, options);
  const checkingTypes = typesBeside(file, compiling, options);
  const run = await runGrader(lesson, compiling, options);
  const types = await (await checkingTypes)?.within(TYPES_AFTER_MS);
  return {
    lesson: lesson.slug,
    title: lesson.title,
    file: relative(options.root, file),
    seed: options.seed,
    ...(options.task !== undefined && { task: options.task }),
    ...verdict(lesson, run, options),
    ...(types ?? { diagnostics: [] }),
    node: process.version,
    durationMs: Math.round(performance.now() - startedMs),
  };
}

/** How much longer than the checks the compiler may take. */
const TYPES_AFTER_MS = 3_000;

/** A file that does not compile has that to say, and nothing about types. */
async function typesBeside(
  file: string,
  compiling: Promise<Compiled>,
  { root }: GradeOptions,
): Promise<TypeCheck | undefined> {
  const compiled = await compiling.catch(() => undefined);
  return compiled === undefined || "problem" in compiled ? undefined : startTypeCheck(file, { root });
}

async function runGrader(
  lesson: Lesson,
  compiling: Promise<Compiled>,
  options: GradeOptions,
): Promise<ReportedRun> {
  const { reporter, run } = collectChecks();
  try {
    const vitest = await createGrader(lesson, await compiling, reporter, options);
    const unhandled = await unhandledErrors(vitest);
    return { ...run, errors: [...run.errors, ...unhandled] };
  } catch (error) {
    return { ...run, errors: [...run.errors, messageOf(error)] };
  }
}

async function createGrader(
  lesson: Lesson,
  compiled: Compiled,
  reporter: Reporter,
  options: GradeOptions,
): Promise<Vitest> {
  const { createVitest } = await import("vitest/node");
  return createVitest(
    "test",
    {
      root: options.root,
      config: false,
      watch: false,
      include: [relative(options.root, lesson.files.grader).replaceAll("\\", "/")],
      pool: "threads",
      maxWorkers: 1,
      isolate: false,
      execArgv: ["--import", pathToFileURL(join(options.built, "started-ahead.mjs")).href],
      reporters: [reporter],
      ...(options.task !== undefined && { testNamePattern: `^Task ${options.task}:` }),
      // The grader as vitest transformed it, kept beside the bundles: a tenth of a second of each cold check.
      experimental: {
        fsModuleCache: isWritable(options.built),
        fsModuleCachePath: join(options.built, "graders"),
      },
      provide: { grading: { compiled, seed: options.seed } },
      // Deadlines are the fixtures' business, call by call. This one is for a grader that hangs by itself.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      server: { deps: { external: [/\/grader\.mjs$/] } },
    },
    {
      clearScreen: false,
      logLevel: "silent",
      cacheDir: join(options.built, ".vite"),
      resolve: { alias: { "#grader": join(options.built, "grader.mjs") } },
    },
  );
}

async function unhandledErrors(vitest: Vitest): Promise<string[]> {
  try {
    return (await vitest.start()).unhandledErrors.map(messageOf);
  } finally {
    await vitest.close();
  }
}

function verdict(
  lesson: Lesson,
  run: ReportedRun,
  { task }: GradeOptions,
): Pick<Grade, "checks" | "isPassed" | "couldNotGrade"> {
  const declared = run.declared.map((each) => checkResult(lesson, each, run));
  const checks = declared.filter((each): each is CheckResult => each.kind !== undefined);
  const asked = task === undefined ? checks : checks.filter((each) => each.task === task);
  const stray = declared.find(({ kind }) => kind === undefined);
  const couldNotGrade =
    run.errors[0] ??
    (stray && `The grader has a check of a task that the lesson does not have: ${stray.title}`) ??
    (asked.length === 0 ? "The grader has no check of what was asked for." : undefined);
  if (couldNotGrade === undefined) return { checks: asked, isPassed: isEveryCorePassed(asked) };
  return { checks: asked.map(withoutPass), isPassed: false, couldNotGrade };
}

/** In a run that went wrong nothing counts as passed. */
function withoutPass(check: CheckResult): CheckResult {
  return check.state === "passed" ? { ...check, ...NOT_RUN, failure: NOT_COUNTED } : check;
}

/** Of the core checks; where there are none, as in a stretch task alone, of all. */
function isEveryCorePassed(checks: readonly CheckResult[]): boolean {
  const core = checks.filter(({ kind }) => kind === "core");
  return (core.length > 0 ? core : checks).every(({ state }) => state === "passed");
}

type Unplaced = Omit<CheckResult, "kind"> & { readonly kind: CheckResult["kind"] | undefined };

function checkResult(lesson: Lesson, declared: ReportedRun["declared"][number], run: ReportedRun): Unplaced {
  const number = Number(/^Task (\d+)/.exec(declared.suite)?.[1]);
  const task = lesson.tasks.find((each) => each.number === number);
  return {
    task: number,
    taskName: task?.name ?? declared.suite,
    kind: task?.kind,
    title: declared.title,
    points: task?.kind === "core" ? 1 : 0,
    ...(run.results.get(declared.id) ?? NOT_RUN),
  };
}

const NOT_RUN = {
  state: "not-run",
  failure: { reason: "grader-stopped", message: "The grader stopped before this check." },
  durationMs: 0,
} as const;

const NOT_COUNTED = {
  reason: "grader-stopped",
  message: "The check passed, and does not count because the grader did not run to its end.",
} as const;

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function messageOf(error: unknown): string {
  return firstLine(String((error as { message?: unknown }).message ?? error));
}
