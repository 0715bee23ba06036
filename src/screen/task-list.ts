import type { CheckResult } from "../grading/grade.ts";
import { columns, type Line, line, pad, span } from "./line.ts";
import { stateStyle, stateWord, type TaskVerdict } from "./verdict.ts";
import { visible } from "./visible.ts";
import { wrapAfter } from "./wrap.ts";

/** The tasks of a grade with their states. Of a task that fails, the checks show that do not pass: the rest is a count. */
export function taskListLines(tasks: readonly TaskVerdict[], width: number): Line[] {
  const nameWidth = width < ALIGNED_WIDTH ? 0 : Math.max(...tasks.map((task) => columns(visible(task.name))));
  return tasks.flatMap((task) => [
    ...taskLines(task, Math.min(nameWidth, LONGEST_NAME), width),
    ...(hasOneState(task) ? [] : openChecks(task).flatMap((check) => checkLines(check, width))),
  ]);
}

// Narrower than this, the states do not stand in a column.
const ALIGNED_WIDTH = 60;
const LONGEST_NAME = 24;

function taskLines(task: TaskVerdict, nameWidth: number, width: number): Line[] {
  const isQuiet = task.state === "not-written" || task.state === "not-run";
  const name = span(pad(visible(task.name), nameWidth), isQuiet ? "muted" : "");
  const state = span(stateWord(task.state), stateStyle(task.state));
  const stretch = span(task.isStretch ? " (stretch)" : "", "muted");
  return wrapAfter(
    [span(`Task ${task.number}  `)],
    [name, span("  "), state, span(count(task)), stretch],
    width,
  );
}

function count({ checks, state }: TaskVerdict): string {
  const passed = checks.filter((check) => check.state === "passed").length;
  if (passed === checks.length) return `, ${checks.length} ${checks.length === 1 ? "check" : "checks"}`;
  if (state === "not-written" || state === "not-run") return "";
  return `, ${passed} of ${checks.length} ${checks.length === 1 ? "check passes" : "checks pass"}`;
}

function hasOneState({ checks, state }: TaskVerdict): boolean {
  const isTold = state === "passed" || state === "not-written" || state === "not-run";
  return isTold && checks.every((check) => check.state === state);
}

function openChecks({ checks }: TaskVerdict): CheckResult[] {
  return checks.filter(({ state }) => state !== "passed");
}

function checkLines(check: CheckResult, width: number): Line[] {
  const state = span(stateWord(check.state), stateStyle(check.state));
  const title = check.kind === "stretch" ? `${check.title} (stretch)` : check.title;
  return wrapAfter([span("        "), state, span("  ")], line(title), width);
}
