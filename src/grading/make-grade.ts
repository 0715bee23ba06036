import { relative } from "node:path";
import type { Lesson } from "../course/lesson.ts";
import { NO_DIAGNOSTICS } from "./check-types.ts";
import type { ReportedRun } from "./collect-checks.ts";
import type { Grade } from "./grade.ts";
import type { EngineOptions } from "./open-grader.ts";
import { verdictOf } from "./verdict.ts";

/** A run, and of what. */
export interface GradedRun {
  /** Absolute path. */
  readonly file: string;
  /** Folder that it is told relative to; the course's when left out. */
  readonly base?: string | undefined;
  readonly seed: number;
  readonly run: ReportedRun;
  /** By `performance.now`. */
  readonly startedMs: number;
}

/** The Grade of a run, about whose types TypeScript has not been heard. */
export function makeGrade(
  lesson: Lesson,
  { root, task, isolation }: Pick<EngineOptions, "root" | "task" | "isolation">,
  { file, base = root, seed, run, startedMs }: GradedRun,
): Grade {
  return {
    lesson: lesson.slug,
    title: lesson.title,
    file: relative(base, file),
    seed,
    ...(task !== undefined && { task }),
    ...verdictOf(lesson, run, task),
    diagnostics: NO_DIAGNOSTICS,
    ...(isolation?.kind === "strict" && { isolation: isolation.tools.name }),
    node: process.version,
    durationMs: Math.round(performance.now() - startedMs),
  };
}
