import type { TaskRun } from "../course/index.ts";
import type { CheckResult, Grade } from "../grading/index.ts";

/** What a grade says of each task that could be checked. One of a file that does not load says nothing of any. */
export function taskRuns({ checks, couldNotGrade }: Grade): TaskRun[] {
  if (couldNotGrade !== undefined) return [];
  const tasks = [...new Set(checks.map(({ task }) => task))];
  return tasks
    .map((task) => checks.filter((check) => check.task === task))
    .filter((ofTask) => ofTask.some(({ state }) => state !== "not-run"))
    .map(taskRun);
}

function taskRun(checks: readonly CheckResult[]): TaskRun {
  const passed = checks.filter(({ state }) => state === "passed");
  return {
    task: checks[0]!.task,
    isPassed: passed.length === checks.length,
    isWritten: checks.some(({ state }) => state !== "not-written" && state !== "not-run"),
    checksPassed: passed.length,
    points: sumOfPoints(passed),
    mostPoints: sumOfPoints(checks),
  };
}

function sumOfPoints(checks: readonly CheckResult[]): number {
  return checks.reduce((sum, { points }) => sum + points, 0);
}
