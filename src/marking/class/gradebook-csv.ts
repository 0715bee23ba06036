import { stringify } from "csv-stringify/sync";
import type { Gradebook, GradebookLearner, GradebookLesson } from "./gradebook.ts";

/**
 * The gradebook as CSV, for a spreadsheet or a learning platform: a row for each learner, a column for each lesson and each
 * task that counts. What could not be graded, and what was not handed in, is an empty cell, and never a zero.
 *
 * A name or a reason that begins as a formula does is marked as text (OWASP, "CSV injection").
 */
export function gradebookCsv({ lessons, learners }: Gradebook): string {
  const header = ["Learner", "Submission", "Verdict", "Points", "Of", ...lessons.flatMap(columnsOf), "Note"];
  const rows = learners.map((learner) => rowOf(learner, lessons));
  // Spreadsheets take the octets for UTF-8 where this mark stands in front.
  return stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: "windows" });
}

function columnsOf(lesson: GradebookLesson): string[] {
  const { number, title } = lesson;
  return [`${number} ${title}`, ...counted(lesson).map((task) => `${number}.${task.number} ${task.name}`)];
}

function counted({ tasks }: GradebookLesson): GradebookLesson["tasks"] {
  return tasks.filter(({ counts }) => counts);
}

function rowOf(learner: GradebookLearner, lessons: readonly GradebookLesson[]): (string | number)[] {
  const { points, verdict } = learner;
  const marks = lessons.flatMap((lesson, index) => marksOf(learner.lessons[index]!, lesson));
  const name = [learner.learner, learner.submission ?? "", verdict];
  return [...name, points?.earned ?? "", points?.most ?? "", ...marks, noteOn(learner)];
}

function marksOf(
  { points, tasks }: GradebookLearner["lessons"][number],
  lesson: GradebookLesson,
): (string | number)[] {
  const pointsOf = (number: number) => tasks.find((task) => task.number === number)?.points.earned ?? "";
  return [points?.earned ?? "", ...counted(lesson).map(({ number }) => pointsOf(number))];
}

/** Why a cell is empty, or a lesson has no point; and what else a teacher should know of the row. */
function noteOn({ reason, onRoster, costs, lessons }: GradebookLearner): string {
  const why = reason ?? lessons.flatMap(({ reason = [] }) => reason);
  const stranger = onRoster === false ? ["Not on the roster."] : [];
  const unknownCosts = costs?.isKnown === false ? costs.message : [];
  return [why, unknownCosts, stranger].flat().join(" ");
}
