import type { Lesson } from "../course/lesson.ts";
import type { Grade } from "../grading/grade.ts";
import { columns, type Line, line, pad, span } from "./line.ts";
import { firstFailure, taskVerdicts, wholeFileFailure } from "./verdict.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** Something that the learner can do now: in a word, and what to type or open for it. */
interface Step {
  readonly label: string;
  readonly what: string;
}

/** What to type after a grade. */
export function nextLines(grade: Grade, lesson: Lesson, width: number): Line[] {
  const steps = nextSteps(grade, lesson);
  const labelWidth = Math.max(...steps.map((step) => columns(step.label))) + 2;
  const rows = steps.flatMap(({ label, what }) => {
    return wrapAfter([span(`  ${pad(label, labelWidth)}`)], line(what, "code"), width);
  });
  return [...wrap(line(heading(grade, lesson), "strong"), width), ...rows];
}

/** What can be done after a grade, the most useful first. */
function nextSteps(grade: Grade, lesson: Lesson): Step[] {
  const command = `npm run lesson ${lesson.number}`;
  if (grade.couldNotGrade !== undefined) return [{ label: "try again", what: `${command} check` }];
  if (grade.isPassed) {
    if (grade.task !== undefined) return [{ label: "check all", what: `${command} check` }];
    return [
      { label: "go on", what: "npm run lesson next" },
      { label: "compare", what: `${command} solution` },
    ];
  }
  const hint = hintFor(grade, lesson);
  return [
    { label: "edit", what: grade.file },
    { label: "check", what: `${command} check` },
    ...(hint === undefined ? [] : [{ label: "hint", what: `${command} hint ${hint}` }]),
  ];
}

/** The task that a hint helps with; `undefined` when it has none. */
function hintFor(grade: Grade, lesson: Lesson): number | undefined {
  if (wholeFileFailure(grade) !== undefined) return undefined;
  const number = openTask(grade);
  const task = lesson.tasks.find((task) => task.number === number);
  return task !== undefined && task.hints.length > 0 ? number : undefined;
}

function openTask(grade: Grade): number | undefined {
  return firstFailure(grade)?.task ?? taskVerdicts(grade).find((task) => task.state !== "passed")?.number;
}

function heading(grade: Grade, lesson: Lesson): string {
  const isWaiting = grade.couldNotGrade === undefined && !grade.isPassed && firstFailure(grade) === undefined;
  const task = isWaiting ? lesson.tasks.find((task) => task.number === openTask(grade)) : undefined;
  if (task === undefined || wholeFileFailure(grade) !== undefined) return "Next:";
  return `Next: write task ${task.number}, ${task.signature}:`;
}
