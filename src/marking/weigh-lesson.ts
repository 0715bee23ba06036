// What a lesson's checks come to by a teacher's choices. The checks stay as they are: other choices weigh them anew.

import { type Choices, termsOf } from "./choices.ts";
import type { LessonReport, Points, TaskReport } from "./report.ts";

/** The same report by these choices. One that has no verdict on the submission stays without. */
export function weighLesson(report: LessonReport, choices: Choices): LessonReport {
  if (report.verdict === "could-not-grade") return report;
  const tasks = report.tasks.map((task) => weighTask(report.slug, task, choices));
  const byTasks = isPassed(tasks) ? "passed" : "failed";
  const verdict = report.verdict === "not-submitted" ? report.verdict : byTasks;
  return { ...report, verdict, points: sumOf(tasks), tasks };
}

function weighTask(slug: string, task: TaskReport, choices: Choices): TaskReport {
  const { checks } = task;
  const { counts, points = checks.length } = termsOf(choices, slug, task);
  const most = counts ? points : 0;
  const passed = checks.filter(({ state }) => state === "passed").length;
  // Rounded down, so that the last point is for the last check.
  return { ...task, counts, points: { earned: Math.floor((most * passed) / checks.length), most } };
}

/** Of the core tasks that count; where there are none, of all that count. */
function isPassed(tasks: readonly TaskReport[]): boolean {
  const counted = tasks.filter(({ counts }) => counts);
  const core = counted.filter(({ kind }) => kind === "core");
  return (core.length > 0 ? core : counted).every(({ state }) => state === "passed");
}

function sumOf(tasks: readonly TaskReport[]): Points {
  const sum = (which: keyof Points) => tasks.reduce((total, { points }) => total + points[which], 0);
  return { earned: sum("earned"), most: sum("most") };
}
