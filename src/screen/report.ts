/** What one marking found, for a person: a table for each lesson, why each task does not pass, and what it comes to. */
import type { CheckReport, LessonReport, Report, TaskReport } from "../marking/report.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, span, stack } from "./line.ts";
import { tableLines } from "./table.ts";
import type { Style, Theme } from "./theme.ts";
import { stateStyle, stateWord } from "./verdict.ts";
import { wrap, wrapAfter } from "./wrap.ts";

export function renderReport(report: Report, theme: Theme): string {
  const lessons = report.lessons.flatMap((lesson) => lessonGroups(lesson, theme.width));
  const lines = stack(...lessons, summaryLines(report, theme.width), footer(report, theme.width));
  return withoutCommands(paint(lines, theme));
}

/**
 * Text that the log of a build obeys nowhere: GitHub Actions takes a line that begins with two colons for a command, and
 * it, Azure and TeamCity have one that begins with two number signs.
 *
 * @example
 * withoutCommands("  ::error::no") // "  \\x3a:error::no"
 */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*)::/gm, "$1\\x3a:").replace(/##(?=\w*\[)/g, "#\\x23");
}

function lessonGroups(lesson: LessonReport, width: number): Line[][] {
  return [
    [...titleLines(lesson, width), ...reasonLines(lesson.reason, width), ...taskLines(lesson, width)],
    lesson.reason === undefined ? lesson.tasks.flatMap((task) => failureLines(task, width)) : [],
    lesson.tasks.flatMap((task) => costLines(task, width)),
  ];
}

const VERDICTS: Readonly<Record<LessonReport["verdict"], readonly [word: string, style: Style]>> = {
  passed: ["passed", "passed"],
  failed: ["FAILED", "failed"],
  "not-submitted": ["not submitted", "failed"],
  "could-not-grade": ["not graded", "failed"],
};

function titleLines({ number, title, verdict, points }: LessonReport, width: number): Line[] {
  const [word, style] = VERDICTS[verdict];
  const count = points === undefined ? "" : `, ${points.earned} of ${points.most} points`;
  return wrap([span(`Lesson ${number}, ${title}: `, "heading"), span(word, style), span(count)], width);
}

function reasonLines(reason: string | undefined, width: number): Line[] {
  return reason === undefined ? [] : wrap(sentence(reason), width);
}

const HEADER = ["Task", "", "", "Checks", "Points"].map((text) => line(text));
const IS_RIGHT = [true, false, false, true, true];

function taskLines({ tasks, verdict }: LessonReport, width: number): Line[] {
  if (tasks.length === 0 || verdict === "not-submitted") return [];
  const rows = tasks.map(({ number, name, kind, state, checks, counts, points }) => {
    const passed = checks.filter((check) => check.state === "passed").length;
    const stretch = kind === "stretch" ? span(" (stretch)", "muted") : span("");
    return [
      line(String(number)),
      [span(name), stretch],
      line(stateWord(state), stateStyle(state)),
      line(`${passed}/${checks.length}`),
      line(counts ? `${points.earned}/${points.most}` : "-"),
    ];
  });
  return tableLines({ header: HEADER, rows, isRight: IS_RIGHT }, width);
}

/** The first check that tells why a task does not pass, in short. What is not written needs no explanation. */
function failureLines(task: TaskReport, width: number): Line[] {
  const failure = task.checks.find(isMistake);
  if (failure === undefined || !task.counts) return [];
  const { title, message = "", cause } = failure;
  const why = [span(`${title}: `, "strong"), ...sentence(message)];
  const usual = cause === undefined ? [] : sentence(` Usual cause: ${cause}`);
  return wrapAfter([span(`Task ${task.number}, `, "strong")], [...why, ...usual], width);
}

function costLines({ number, cost }: TaskReport, width: number): Line[] {
  if (cost === undefined) return [];
  return wrapAfter([span(`Task ${number}, `, "strong")], sentence(cost.message), width);
}

function isMistake({ state, message }: CheckReport): boolean {
  return state !== "passed" && state !== "not-written" && message !== undefined;
}

function summaryLines({ lessons, points, reason }: Report, width: number): Line[] {
  const counts = Object.entries(VERDICTS).flatMap(([verdict, [word]]) => {
    const count = lessons.filter((lesson) => lesson.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${word.toLowerCase()}`];
  });
  const total = points === undefined ? "No total" : `${points.earned} of ${points.most} points`;
  const what = counts.length === 0 ? "" : `. Lessons: ${counts.join(", ")}`;
  return [
    ...wrap(line(`${total}${what}.`, "strong"), width),
    ...(reason === undefined ? [] : wrap(sentence(reason, "failed"), width)),
  ];
}

function footer(report: Report, width: number): Line[] {
  const { seed, patience, node, isolation, submission, costs, reason } = report;
  const what =
    isolation === "none"
      ? "the submission ran with the rights of this command"
      : "what it promises: SECURITY.md";
  // Where it could not be taken, the reason says why, and nobody knows what is in it.
  const nothing =
    reason === undefined &&
    submission.from !== undefined &&
    submission.files.length + submission.refused.length === 0
      ? `There is no exercises/NN-name.ts in ${submission.from}.`
      : "";
  const waited = patience === undefined ? "" : `; calls could take ${patience} times as long as usual`;
  const again = `Node ${node}${waited}; for the same inputs again: seed ${seed}`;
  return [
    ...(nothing === "" ? [] : wrap(line(nothing), width)),
    ...(costs === undefined ? [] : wrap(line(costs.message, costs.isKnown ? "muted" : ""), width)),
    ...wrap(line(`Isolation: ${isolation}, ${what}. ${again}`, "muted"), width),
  ];
}
