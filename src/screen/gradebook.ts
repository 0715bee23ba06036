/** What marking a class came to, for a teacher: each task and how many pass it, then who needs a second look. */
import type { Gradebook, GradebookLearner, GradebookLesson } from "../marking/class/gradebook.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, span, stack } from "./line.ts";
import { withoutCommands } from "./report.ts";
import { tableLines } from "./table.ts";
import type { Theme } from "./theme.ts";
import { wrap } from "./wrap.ts";

export function renderGradebook(gradebook: Gradebook, theme: Theme): string {
  const { width } = theme;
  const lines = stack(
    taskLines(gradebook, width),
    ...problems(gradebook).map(([reason, learners]) => problemLines(reason, learners, width)),
    unknownCostLines(gradebook, width),
    rosterLines(gradebook, width),
    wrap(line(summaryOf(gradebook), "strong"), width),
  );
  return withoutCommands(paint(lines, theme));
}

const HEADER = ["Task", "", "Passed", "Failed", "Not written"].map((text) => line(text));
const IS_RIGHT = [false, false, true, true, true];

function taskLines({ lessons, learners }: Gradebook, width: number): Line[] {
  const rows = lessons.flatMap((lesson, index) => {
    const marked = learners.map((learner) => learner.lessons[index]!);
    return lesson.tasks.map((task) => taskRow(lesson, task, marked));
  });
  return rows.length === 0 ? [] : tableLines({ header: HEADER, rows, isRight: IS_RIGHT }, width);
}

function taskRow(
  { number: lesson }: GradebookLesson,
  { number, name, kind, counts }: GradebookLesson["tasks"][number],
  marked: readonly GradebookLearner["lessons"][number][],
): Line[] {
  const states = marked.flatMap(({ verdict, tasks }) => {
    const state = tasks.find((task) => task.number === number)?.state;
    return state === undefined ? [] : [verdict === "not-submitted" ? "not-written" : state];
  });
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  const [passed, notWritten] = [count("passed"), count("not-written")];
  const remark = counts ? "" : kind === "stretch" ? " (stretch)" : " (not counted)";
  return [
    line(`${lesson}.${number}`),
    [span(name), span(remark, "muted")],
    line(String(passed)),
    line(String(states.length - passed - notWritten)),
    line(String(notWritten)),
  ];
}

/** Why something could not be graded, and for whom: a reason is often one for many. */
function problems({ learners }: Gradebook): [reason: string, learners: string[]][] {
  const found = new Map<string, string[]>();
  for (const { learner, verdict, reason, lessons } of learners) {
    if (verdict !== "could-not-grade") continue;
    const notGraded = lessons.find((lesson) => lesson.verdict === "could-not-grade");
    const why = reason ?? notGraded?.reason ?? "";
    found.set(why, [...(found.get(why) ?? []), learner]);
  }
  return [...found];
}

function problemLines(reason: string, learners: readonly string[], width: number): Line[] {
  return wrap([span(`${listOf(learners, 3)}: `, "failed"), ...sentence(reason)], width);
}

function listOf(names: readonly string[], most: number): string {
  const more = names.length - most;
  const first = names.slice(0, most).join(", ");
  return more > 0 ? `${first} and ${more} more` : first;
}

function unknownCostLines({ learners }: Gradebook, width: number): Line[] {
  const found = learners.filter(({ costs }) => costs?.isKnown === false).map(({ learner }) => learner);
  if (found.length === 0) return [];
  return wrap([span(`${listOf(found, 3)}: `, "strong"), span(UNKNOWN_COSTS)], width);
}

const UNKNOWN_COSTS = "what hints and solutions were shown is not known, and nothing was taken off.";

/** Many, because nothing else on the screen names them. */
const MOST_NAMES = 20;

function rosterLines({ learners }: Gradebook, width: number): Line[] {
  const absent = learners.filter(({ verdict }) => verdict === "not-submitted");
  const strangers = learners.filter(({ onRoster }) => onRoster === false);
  const linesOf = (what: string, found: readonly GradebookLearner[]) => {
    const names = found.map(({ learner }) => learner);
    return names.length === 0
      ? []
      : wrap([span(`${what}: `, "strong"), span(`${listOf(names, MOST_NAMES)}.`)], width);
  };
  return [...linesOf("Handed nothing in", absent), ...linesOf("Not on the roster", strangers)];
}

function summaryOf({ learners }: Gradebook): string {
  const count = (wanted: GradebookLearner["verdict"]) =>
    learners.filter(({ verdict }) => verdict === wanted).length;
  const [left, notYet, absent] = [count("could-not-grade"), count("not-marked-yet"), count("not-submitted")];
  const submissions = learners.length - absent;
  const notGraded =
    left === 0 ? "" : `; ${left} could not be graded, and ${left === 1 ? "has" : "have"} no total`;
  const waiting = notYet === 0 ? "" : `; ${notYet} ${notYet === 1 ? "is" : "are"} not marked yet`;
  const all = `${submissions} ${submissions === 1 ? "submission" : "submissions"}`;
  return `${all}: ${count("passed")} passed, ${count("failed")} did not${notGraded}${waiting}.`;
}
