// What a lesson's checks come to by a teacher's choices. The checks stay as they are: other choices weigh them anew.

import { NO_PROGRESS, type Progress, taskProgress } from "../course/index.ts";
import { type Choices, costsOf, termsOf } from "./choices.ts";
import { costOf } from "./cost-of.ts";
import type { LessonReport, Points, TaskReport } from "./report.ts";

/**
 * The same report by these choices. One that has no verdict on the submission stays without.
 *
 * @param progress The learner's, where hints and give-ups cost something and it is known
 */
export function weighLesson(report: LessonReport, choices: Choices, progress = NO_PROGRESS): LessonReport {
  if (report.verdict === "could-not-grade") return report;
  const tasks = report.tasks.map((task) => weighTask(report.slug, task, choices, progress));
  const byTasks = isPassed(tasks) ? "passed" : "failed";
  const verdict = report.verdict === "not-submitted" ? report.verdict : byTasks;
  return { ...report, verdict, points: sumOf(tasks), tasks };
}

function weighTask(slug: string, task: TaskReport, choices: Choices, progress: Progress): TaskReport {
  const { cost: _, ...found } = task;
  const { checks, number } = task;
  const { counts, points = checks.length } = termsOf(choices, slug, task);
  const most = counts ? points : 0;
  const passed = checks.filter(({ state }) => state === "passed").length;
  // Rounded down, so that the last point is for the last check.
  const earned = Math.floor((most * passed) / checks.length);
  const cost = counts && costOf(earned, costsOf(choices, slug), taskProgress(progress, slug, number));
  if (!cost) return { ...found, counts, points: { earned, most } };
  return { ...found, counts, points: { earned: earned - cost.points, most }, cost };
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
