/** A call that was tried: what came back and what crossed the wire, without a verdict. */
import type { Lesson, Task } from "../course/lesson.ts";
import type { Trial } from "../grading/grade.ts";
import { codeLines } from "./code.ts";
import { askedLines, explanation, printedLines, wireLines } from "./failure.ts";
import { type Line, line, paint, stack } from "./line.ts";
import { editStep, stepLines } from "./next.ts";
import type { Theme } from "./theme.ts";
import { wrap } from "./wrap.ts";

/**
 * Shows what became of a call.
 *
 * @param task The task whose worked example it was; undefined for a call of the learner's own
 */
export function renderTrial(trial: Trial, lesson: Lesson, task: Task | undefined, theme: Theme): string {
  const { width } = theme;
  return paint(
    stack(...resultGroups(trial, width), failureGroup(trial, width), nextGroup(lesson, task, width)),
    theme,
  );
}

function resultGroups({ call, returned, failure, exchange, output }: Trial, width: number): Line[][] {
  if (returned === undefined) return [];
  return [
    askedLines({ asked: call }, width),
    [line("Returned:"), ...codeLines(returned, "", width)],
    exchange.length === 0 ? [] : wireLines({ exchange }, width),
    failure === undefined ? printedLines({ output }, width) : [],
  ];
}

/** Where nothing came back, the failure says what was called; after an answer, what went wrong behind it. */
function failureGroup({ returned, failure, exchange, output }: Trial, width: number): Line[] {
  if (failure === undefined) return [];
  const { asked, ...rest } = failure;
  const shown = returned === undefined ? { ...failure, ...(exchange.length > 0 && { exchange }) } : rest;
  return stack(...explanation({ failure: shown, output }, width));
}

function nextGroup(lesson: Lesson, task: Task | undefined, width: number): Line[] {
  const check = `npm run lesson ${lesson.number} check${task === undefined ? "" : ` ${task.number}`}`;
  const steps = [editStep(lesson), { label: "check", what: check }];
  return [...wrap(line("Nothing was judged. Next:", "strong"), width), ...stepLines(steps, width)];
}
