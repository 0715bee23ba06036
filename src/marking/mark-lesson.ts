// From a Grade to what a report says of a lesson: what is told of each check. For how much each counts, weigh-lesson.ts says.

import type { Lesson } from "../course/index.ts";
import type { CheckResult, Grade, Types } from "../grading/index.ts";
import { createTheme, renderExplanation, type TaskVerdict, taskVerdicts } from "../screen/index.ts";
import { NO_CHOICES } from "./choices.ts";
import type { CheckReport, LessonReport, TaskReport } from "./report.ts";
import { safeText } from "./safe-text.ts";
import { weighLesson } from "./weigh-lesson.ts";

/** What a lesson's report says of itself, whatever became of it. */
function about({ slug, number, title }: Lesson) {
  return { slug, number, title };
}

/** A lesson without a verdict on the submission, and why. It has no points, not even none. */
export function notGraded(lesson: Lesson, reason: string, durationMs = 0): LessonReport {
  const words = safeText(reason, MOST_SENTENCE);
  return { ...about(lesson), verdict: "could-not-grade", reason: words, tasks: [], durationMs };
}

/**
 * The report on a grade, by the course's own terms: a point for each check of a core task.
 *
 * @param hidden The grade of the same file by the teacher's own checks, where there are some
 */
export function graded(lesson: Lesson, grade: Grade, hidden?: Grade): LessonReport {
  const durationMs = grade.durationMs + (hidden?.durationMs ?? 0);
  if (grade.couldNotGrade !== undefined) return notGraded(lesson, grade.couldNotGrade, durationMs);
  if (hidden?.couldNotGrade !== undefined)
    return hiddenNotRun(notGraded(lesson, HIDDEN_NOT_RUN, durationMs), hidden.couldNotGrade);
  const hiddenChecks = new Set(hidden?.checks);
  const checks = [...grade.checks, ...hiddenChecks];
  const tasks = taskVerdicts({ ...grade, checks }).map((task) => taskReport(task, hiddenChecks));
  const report = { ...about(lesson), verdict: "failed" as const, tasks, ...typesOf(grade), durationMs };
  return weighLesson(report, NO_CHOICES);
}

/**
 * The report on a lesson of which there is nothing.
 *
 * @param reason Why there is nothing, in a sentence
 * @param grade Of a file that is not there: it knows what would have been checked
 * @param hidden As for `graded`
 */
export function notSubmitted(lesson: Lesson, reason: string, grade: Grade, hidden?: Grade): LessonReport {
  const report = graded(lesson, grade, hidden);
  if (report.points === undefined) return report;
  const { points, durationMs } = report;
  const tasks = report.tasks.map((task) => ({ ...task, checks: task.checks.map(withoutWords) }));
  return { ...about(lesson), verdict: "not-submitted", reason, points, tasks, durationMs };
}

function withoutWords({ title, state, durationMs, hidden }: CheckReport): CheckReport {
  return { title, state, reason: "not-submitted", ...(hidden && { hidden }), durationMs };
}

const HIDDEN_NOT_RUN = "The teacher's own checks of this lesson could not be run: the format json says why.";

function hiddenNotRun(report: LessonReport, why: string): LessonReport {
  return { ...report, hiddenReason: safeText(why, MOST_SENTENCE) };
}

function taskReport(
  { number, name, isStretch, state, checks }: TaskVerdict,
  hidden: ReadonlySet<CheckResult>,
): TaskReport {
  const kind = isStretch ? "stretch" : "core";
  const points = { earned: 0, most: 0 };
  const reports = checks.map((check) => checkReport(check, hidden.has(check)));
  return { number, name, kind, counts: false, state, points, checks: reports };
}

/** Characters. A report is read by people and by programs that have limits of their own. */
const MOST_SENTENCE = 1_000;
const MOST_TITLE = 300;
const MOST_DETAILS = 6_000;
const MOST_OUTPUT = 4_000;

function checkReport(
  { title, state, failure, output, durationMs }: CheckResult,
  isHidden: boolean,
): CheckReport {
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
    ...(isHidden && { hidden: true as const }),
    durationMs,
  };
}

const PLAIN = createTheme({ width: 80, color: false });

function placeOf({ file, line, column }: { file: string; line: number; column: number }) {
  return { file: safeText(file.replaceAll("\\", "/"), MOST_TITLE), line, column };
}

/** A report with what TypeScript says. A file that was not loaded has that to say, and nothing about types. */
export function withTypes(report: LessonReport, types: Types): LessonReport {
  const reasons = report.tasks.flatMap(({ checks }) => checks.map(({ reason = "" }) => reason));
  const isLoaded = !reasons.some((reason) => NOT_LOADED.includes(reason));
  return isLoaded && reasons.length > 0 ? { ...report, ...typesOf(types) } : report;
}

const NOT_LOADED = ["not-submitted", "syntax-error", "does-not-load"];

function typesOf({ diagnostics, typesNotChecked }: Types): Partial<LessonReport> {
  if (typesNotChecked !== undefined) return { typesNotChecked: safeText(typesNotChecked, MOST_SENTENCE) };
  const first = diagnostics.first.map(({ message, code, place }) => ({
    message: safeText(message, MOST_SENTENCE),
    code,
    place: placeOf(place),
  }));
  return { diagnostics: { count: diagnostics.count, first } };
}
