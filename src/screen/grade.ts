/**
 * The screen after a check. It answers four questions in this order: did it pass, which tasks, what went wrong with the
 * first that does not, and what to type now.
 */
import type { Lesson } from "../course/lesson.ts";
import type { CheckResult, Grade } from "../grading/grade.ts";
import { diagnosticLines } from "./diagnostics.ts";
import { explanation, failureLines } from "./failure.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, span, stack } from "./line.ts";
import { nextLines, type Standing, stuckLines } from "./next.ts";
import { taskListLines } from "./task-list.ts";
import type { Theme } from "./theme.ts";
import { firstFailure, isFailure, type TaskVerdict, taskVerdicts, wholeFileFailure } from "./verdict.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** Shows what a grade says to the learner. */
export function renderGrade(grade: Grade, lesson: Lesson, theme: Theme, standing: Standing = {}): string {
  return paint(stack(...groups(grade, lesson, standing, theme.width), footer(grade, theme.width)), theme);
}

function groups(grade: Grade, lesson: Lesson, standing: Standing, width: number): Line[][] {
  const tasks = taskVerdicts(grade);
  if (grade.couldNotGrade !== undefined || tasks.length === 0) return notGradedGroups(grade, lesson, width);
  const types = diagnosticLines(grade.diagnostics, width);
  const broken = wholeFileFailure(grade);
  if (broken !== undefined) {
    const verdict = verdictLine(lesson, "FAILED", "no check could run", width);
    return [verdict, ...explanation(broken, width), types, nextLines(grade, lesson, width)];
  }
  return [
    grade.isPassed ? passedLine(grade, lesson, width) : countLine(grade, lesson, tasks, width),
    taskListLines(tasks, width),
    ...(grade.isPassed ? [praise(tasks, width)] : []),
    ...failureGroups(grade, standing, width),
    types,
    stuckLines(standing, lesson, width),
    firstOfCourse(tasks, standing, width),
    nextLines(grade, lesson, width, standing),
  ];
}

function firstOfCourse(tasks: readonly TaskVerdict[], { firstOf }: Standing, width: number): Line[] {
  const passed = tasks.filter(({ isStretch, state }) => !isStretch && state === "passed").length;
  if (firstOf === undefined || passed === 0) return [];
  const count = `That makes ${passed} of the ${firstOf} core tasks of the course.`;
  return wrap(line(`${count} What passes is kept: go on, or leave and come back any day.`), width);
}

function verdictLine(lesson: Lesson, word: string, rest: string, width: number): Line[] {
  const style = word === "passed" ? "passed" : "failed";
  return wrap(
    [span(`Lesson ${lesson.number}, ${lesson.title}: `, "heading"), span(word, style), span(`, ${rest}`)],
    width,
  );
}

function passedLine({ task }: Grade, lesson: Lesson, width: number): Line[] {
  const what = task === undefined ? "" : `task ${task} `;
  return wrap(
    [span(`Lesson ${lesson.number}, ${lesson.title}: `, "heading"), span(`${what}passed`, "passed")],
    width,
  );
}

function countLine({ task }: Grade, lesson: Lesson, tasks: readonly TaskVerdict[], width: number): Line[] {
  const count = task === undefined ? coreCount(tasks) : `task ${task} does not pass`;
  return wrap([span(`Lesson ${lesson.number}, ${lesson.title}: `, "heading"), span(count, "strong")], width);
}

function coreCount(tasks: readonly TaskVerdict[]): string {
  const core = tasks.filter((task) => !task.isStretch);
  const passed = core.filter((task) => task.state === "passed").length;
  return `${passed} of ${core.length} core ${core.length === 1 ? "task passes" : "tasks pass"}`;
}

function praise(tasks: readonly TaskVerdict[], width: number): Line[] {
  const checks = tasks.flatMap((task) => task.checks).filter((check) => check.state === "passed").length;
  const open = tasks.filter((task) => task.isStretch && task.state !== "passed").length;
  const rest =
    open === 0
      ? ""
      : ` ${open === 1 ? "One stretch task is" : `${open} stretch tasks are`} open, if you like.`;
  return wrap(
    line(
      `Well done: ${checks} ${checks === 1 ? "check" : "checks"}, and your code holds in each of them.${rest}`,
    ),
    width,
  );
}

function failureGroups(grade: Grade, { inFull = false }: Standing, width: number): Line[][] {
  const first = firstFailure(grade);
  if (first === undefined) return [];
  const others = grade.checks.filter((check) => check !== first && isFailure(check));
  if (inFull) return [first, ...others].map((check) => failureLines(check, width));
  return [failureLines(first, width), otherLines(first, others, width)];
}

const MOST_OTHERS = 8;

/** The checks that fail as the first one does have no more to say than their titles. */
function otherLines(first: CheckResult, others: readonly CheckResult[], width: number): Line[] {
  if (others.length === 0) return [];
  const count =
    others.length === 1 ? "One other check does not pass:" : `${others.length} other checks do not pass:`;
  const items = others.slice(0, MOST_OTHERS).flatMap((check) => {
    const title = span(`Task ${check.task}, ${check.title}`);
    const message = check.failure?.message ?? check.state;
    const news = message === first.failure?.message ? [] : [span(": "), ...sentence(message)];
    return wrapAfter([span("- ")], [title, ...news], width);
  });
  const rest = others.length - MOST_OTHERS;
  return [...wrap(line(count), width), ...items, ...(rest > 0 ? [line(`- and ${rest} more`)] : [])];
}

function notGradedGroups(grade: Grade, lesson: Lesson, width: number): Line[][] {
  const reason = grade.couldNotGrade ?? "The grader reported no check.";
  return [
    verdictLine(lesson, "not graded", "and not because of your code", width),
    wrap(sentence(reason), width),
    wrap(line("Your file is unchanged, and nothing counts against you."), width),
    nextLines(grade, lesson, width),
  ];
}

function footer({ seed, node, typesNotChecked }: Grade, width: number): Line[] {
  const types = typesNotChecked === undefined ? "" : ", types not checked";
  return wrap(line(`Node ${node}${types}; for the same inputs again: check seed ${seed}`, "muted"), width);
}
