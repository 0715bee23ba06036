// From a Grade to what a report says of a lesson: what is told of each check. For how much each counts, weigh-lesson.ts says.

import type { Lesson } from "../course/index.ts";
import type { CheckResult, Grade } from "../grading/index.ts";
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

/** The report on a grade, by the course's own terms: a point for each check of a core task. */
export function graded(lesson: Lesson, grade: Grade): LessonReport {
  const { couldNotGrade, durationMs } = grade;
  if (couldNotGrade !== undefined) return notGraded(lesson, couldNotGrade, durationMs);
  const tasks = taskVerdicts(grade).map(taskReport);
  const report = { ...about(lesson), verdict: "failed" as const, tasks, ...typesOf(grade), durationMs };
  return weighLesson(report, NO_CHOICES);
}

/**
 * The report on a lesson of which there is nothing.
 *
 * @param grade Of a file that is not there: it knows what would have been checked
 * @param reason Why there is nothing, in a sentence
 */
export function notSubmitted(lesson: Lesson, grade: Grade, reason: string): LessonReport {
  const report = graded(lesson, grade);
  if (report.points === undefined) return report;
  const { points, durationMs } = report;
  const tasks = report.tasks.map((task) => ({ ...task, checks: task.checks.map(withoutWords) }));
  return { ...about(lesson), verdict: "not-submitted", reason, points, tasks, durationMs };
}

function withoutWords({ title, state, durationMs }: CheckReport): CheckReport {
  return { title, state, reason: "not-submitted", durationMs };
}

function taskReport({ number, name, isStretch, state, checks }: TaskVerdict): TaskReport {
  const kind = isStretch ? "stretch" : "core";
  const points = { earned: 0, most: 0 };
  return { number, name, kind, counts: false, state, points, checks: checks.map(checkReport) };
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
