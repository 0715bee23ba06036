// From a Grade to what a report says of a lesson: which tasks count, for how much, and what is told of each check.

import type { Lesson } from "../course/index.ts";
import type { CheckResult, Grade } from "../grading/index.ts";
import { createTheme, renderExplanation, type TaskVerdict, taskVerdicts } from "../screen/index.ts";
import { type Choices, termsOf } from "./choices.ts";
import type { CheckReport, LessonReport, Points, TaskReport } from "./report.ts";
import { safeText } from "./safe-text.ts";

/** What a lesson's report says of itself, whatever became of it. */
function about({ slug, number, title }: Lesson) {
  return { slug, number, title };
}

/** A lesson without a verdict on the submission, and why. It has no points, not even none. */
export function notGraded(lesson: Lesson, reason: string, durationMs = 0): LessonReport {
  const words = safeText(reason, MOST_SENTENCE);
  return { ...about(lesson), verdict: "could-not-grade", reason: words, tasks: [], durationMs };
}

/** The report on a grade. */
export function graded(lesson: Lesson, grade: Grade, choices: Choices): LessonReport {
  if (grade.couldNotGrade !== undefined) return notGraded(lesson, grade.couldNotGrade, grade.durationMs);
  const tasks = taskVerdicts(grade).map((task) => taskReport(lesson, task, choices));
  return {
    ...about(lesson),
    verdict: isPassed(tasks) ? "passed" : "failed",
    points: sumOf(tasks),
    tasks,
    ...typesOf(grade),
    durationMs: grade.durationMs,
  };
}

/**
 * The report on a lesson of which there is nothing.
 *
 * @param grade Of a file that is not there: it knows what would have been checked
 * @param reason Why there is nothing, in a sentence
 */
export function notSubmitted(lesson: Lesson, grade: Grade, choices: Choices, reason: string): LessonReport {
  const report = graded(lesson, grade, choices);
  if (report.points === undefined) return report;
  const { points, durationMs } = report;
  const tasks = report.tasks.map((task) => ({ ...task, checks: task.checks.map(withoutWords) }));
  return { ...about(lesson), verdict: "not-submitted", reason, points, tasks, durationMs };
}

function withoutWords({ title, state, durationMs }: CheckReport): CheckReport {
  return { title, state, reason: "not-submitted", durationMs };
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

function taskReport(lesson: Lesson, verdict: TaskVerdict, choices: Choices): TaskReport {
  const { number, name, isStretch, state, checks } = verdict;
  const kind = isStretch ? "stretch" : "core";
  const { counts, points = checks.length } = termsOf(choices, lesson.slug, { number, kind });
  const most = counts ? points : 0;
  const passed = checks.filter((check) => check.state === "passed").length;
  return {
    number,
    name,
    kind,
    counts,
    state,
    // Rounded down, so that the last point is for the last check.
    points: { earned: Math.floor((most * passed) / checks.length), most },
    checks: checks.map(checkReport),
  };
}

/** Characters. A report is read by people and by programs that have limits of their own. */
const MOST_SENTENCE = 1_000;
const MOST_TITLE = 300;
const MOST_DETAILS = 6_000;
const MOST_OUTPUT = 4_000;

function checkReport({ title, state, failure, output, durationMs }: CheckResult): CheckReport {
  const text = output === undefined ? "" : safeText(output.trimEnd(), MOST_OUTPUT);
  const { reason, message, cause, place } = failure ?? {};
  return {
    title: safeText(title, MOST_TITLE),
    state,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message: safeText(message, MOST_SENTENCE) }),
    ...(cause !== undefined && { cause: safeText(cause, MOST_SENTENCE) }),
    ...(failure !== undefined && { details: safeText(renderExplanation({ failure }, PLAIN), MOST_DETAILS) }),
    ...(place !== undefined && { place: placeOf(place) }),
    ...(text !== "" && { output: text }),
    durationMs,
  };
}

const PLAIN = createTheme({ width: 80, color: false });

function placeOf({ file, line, column }: { file: string; line: number; column: number }) {
  return { file: safeText(file.replaceAll("\\", "/"), MOST_TITLE), line, column };
}

function typesOf({ diagnostics, typesNotChecked }: Grade): Partial<LessonReport> {
  if (typesNotChecked !== undefined) return { typesNotChecked: safeText(typesNotChecked, MOST_SENTENCE) };
  const first = diagnostics.first.map(({ message, code, place }) => ({
    message: safeText(message, MOST_SENTENCE),
    code,
    place: placeOf(place),
  }));
  return { diagnostics: { count: diagnostics.count, first } };
}
