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

const MOST_NAMES = 3;

function problemLines(reason: string, learners: readonly string[], width: number): Line[] {
  const more = learners.length - MOST_NAMES;
  const names = learners.slice(0, MOST_NAMES).join(", ");
  const whom = more > 0 ? `${names} and ${more} more` : names;
  return wrap([span(`${whom}: `, "failed"), ...sentence(reason)], width);
}

function summaryOf({ learners }: Gradebook): string {
  const count = (wanted: GradebookLearner["verdict"]) =>
    learners.filter(({ verdict }) => verdict === wanted).length;
  const [left, notYet] = [count("could-not-grade"), count("not-marked-yet")];
  const all = `${learners.length} ${learners.length === 1 ? "submission" : "submissions"}`;
  const notGraded =
    left === 0 ? "" : `; ${left} could not be graded, and ${left === 1 ? "has" : "have"} no total`;
  const waiting = notYet === 0 ? "" : `; ${notYet} ${notYet === 1 ? "is" : "are"} not marked yet`;
  return `${all}: ${count("passed")} passed, ${count("failed")} did not${notGraded}${waiting}.`;
}
