// From what vitest reported to what a Grade says. What counts is what was declared before the run: a check that does not
// report has not passed, whatever vitest calls the run.

import type { Lesson } from "../course/lesson.ts";
import type { ReportedRun } from "./collect-checks.ts";
import type { CheckResult, Grade } from "./grade.ts";

/**
 * @param task Number of the one task that was asked for; all of them where it is undefined
 */
export function verdictOf(
  lesson: Lesson,
  run: ReportedRun,
  task: number | undefined,
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
