// From a file to a Grade. Vitest runs the grader in a thread of this process; the submission runs in a process of its
// own, which the grader's fixtures own. What counts is what was declared before the run: a check that does not report
// has not passed, whatever vitest calls the run.

import { join, relative } from "node:path";
import type { Vitest } from "vitest/node";
import type { Lesson } from "../course/lesson.ts";
import { collectChecks, type ReportedRun } from "./collect-checks.ts";
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
  const run = await runGrader(lesson, compiling, options);
  return {
    lesson: lesson.slug,
    title: lesson.title,
    file: relative(options.root, file),
    seed: options.seed,
    ...verdict(lesson, run),
    node: process.version,
    durationMs: Math.round(performance.now() - startedMs),
  };
}

/** True when every core check passed. */
export function isPassed(grade: Grade): boolean {
  const core = grade.checks.filter(({ kind }) => kind === "core");
  return (
    grade.couldNotGrade === undefined && core.length > 0 && core.every(({ state }) => state === "passed")
  );
}

async function runGrader(
  lesson: Lesson,
  compiling: Promise<Compiled>,
  options: GradeOptions,
): Promise<ReportedRun> {
  const { createVitest } = await import("vitest/node");
  const collector = collectChecks();
  const grading = { compiled: await compiling, seed: options.seed };
  const vitest = await createVitest(
    "test",
    {
      root: options.root,
      config: false,
      watch: false,
      include: [relative(options.root, lesson.files.grader).replaceAll("\\", "/")],
      pool: "threads",
      maxWorkers: 1,
      isolate: false,
      reporters: [collector.reporter],
      provide: { grading },
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
  return finish(vitest, collector.run);
}

async function finish(vitest: Vitest, run: ReportedRun): Promise<ReportedRun> {
  try {
    const { unhandledErrors } = await vitest.start();
    return { ...run, errors: [...run.errors, ...unhandledErrors.map(messageOf)] };
  } catch (error) {
    return { ...run, errors: [...run.errors, messageOf(error)] };
  } finally {
    await vitest.close();
  }
}

function verdict(lesson: Lesson, run: ReportedRun): Pick<Grade, "checks" | "couldNotGrade"> {
  const checks = run.declared.map((declared) => checkResult(lesson, declared, run));
  const strayTask = checks.find(({ kind }) => kind === undefined);
  const [error] = run.errors;
  const problem =
    error ??
    (checks.length === 0 ? "The grader declared no checks." : undefined) ??
    (strayTask && `The grader has a check of a task that the lesson does not have: ${strayTask.title}`);
  return {
    checks: checks.filter((each): each is CheckResult => each.kind !== undefined),
    ...(problem !== undefined && { couldNotGrade: problem }),
  };
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

function messageOf(error: unknown): string {
  return String((error as { message?: unknown }).message ?? error);
}
