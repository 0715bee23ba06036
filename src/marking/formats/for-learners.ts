// What a learner may read of a report. Of a hidden check that is whether it passes: its title, what it asked and what the
// submission printed meanwhile would each tell what it looks for.

import type { CheckReport, Report, TaskReport } from "../report.ts";
import { firstFailure } from "./first-failure.ts";

/** The report without what hidden checks would tell. Every format makes this of it first, json apart. */
export function forLearners(report: Report): Report {
  const lessons = report.lessons.map(({ hiddenReason: _, ...lesson }) => ({
    ...lesson,
    tasks: lesson.tasks.map(taskForLearners),
  }));
  return { ...report, lessons };
}

function taskForLearners(task: TaskReport): TaskReport {
  if (!task.checks.some(({ hidden }) => hidden)) return task;
  const open = task.checks.filter(({ hidden }) => !hidden);
  // Also how a hidden check went wrong would tell something of it: the open checks have the first word.
  const { state = "failed" } = firstFailure(open) ?? {};
  const checks = task.checks.map((check) => (check.hidden ? closed(check, state) : check));
  return { ...task, state: task.state === "passed" ? "passed" : state, checks };
}

/** Where nothing of a task is written, or nothing of it runs, that is said of its hidden checks too. */
function closed({ state }: CheckReport, open: CheckReport["state"]): CheckReport {
  const about = { title: "hidden check", hidden: true as const, durationMs: 0 };
  if (state === "passed") return { ...about, state };
  if (open === "not-written" || open === "not-run") return { ...about, state: open };
  return { ...about, state: "failed", message: "It does not pass; what it looks for is not told here." };
}
