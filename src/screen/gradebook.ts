/** What marking a class came to, for a teacher: each task and how many pass it, then who needs a second look. */
import type { Gradebook, GradebookLearner, GradebookLesson } from "../marking/class/gradebook.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, span, stack } from "./line.ts";
import { withoutCommands } from "./report.ts";
import { tableLines } from "./table.ts";
import type { Theme } from "./theme.ts";
import { wrap, wrapAfter } from "./wrap.ts";

export function renderGradebook(gradebook: Gradebook, theme: Theme): string {
  const { width } = theme;
  const graded = gradebook.learners.filter(({ verdict }) => verdict !== "could-not-grade");
  const lines = stack(
    taskLines(gradebook, width),
    ...gradebook.learners
      .filter(({ verdict }) => verdict === "could-not-grade")
      .map((each) => problemLines(each, width)),
    wrap(line(summaryOf(gradebook, graded), "strong"), width),
  );
  return withoutCommands(paint(lines, theme));
}

const HEADER = ["Task", "", "Passed", "Tried", "Not written"].map((text) => line(text));
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

function problemLines({ learner, reason, lessons }: GradebookLearner, width: number): Line[] {
  const why = reason ?? lessons.find(({ verdict }) => verdict === "could-not-grade")?.reason ?? "";
  return wrapAfter([span(`${learner}: `, "failed")], sentence(why), width);
}

function summaryOf({ learners }: Gradebook, graded: readonly GradebookLearner[]): string {
  const passed = graded.filter(({ verdict }) => verdict === "passed").length;
  const all = `${learners.length} ${learners.length === 1 ? "submission" : "submissions"}`;
  const left = learners.length - graded.length;
  const notGraded =
    left === 0 ? "" : `; ${left} could not be graded, and ${left === 1 ? "has" : "have"} no marks`;
  return `${all}: ${passed} passed, ${graded.length - passed} did not${notGraded}.`;
}
