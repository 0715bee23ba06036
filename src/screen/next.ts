import type { Lesson } from "../course/lesson.ts";
import type { Grade } from "../grading/grade.ts";
import { sentence } from "./inline.ts";
import { columns, fileUrl, type Line, line, pad, span } from "./line.ts";
import { firstFailure, taskVerdicts, wholeFileFailure } from "./verdict.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** What the learner's progress adds to a grade. */
export interface Standing {
  /** The task that several runs brought no further, and how many runs. */
  readonly stuck?: { readonly task: number; readonly runs: number };
  /** How many hints of that task were shown. */
  readonly hintsShown?: number;
  /** This copy of the course came without the lesson's solution, so none is offered. */
  readonly hasNoSolution?: boolean;
  /** Every check that does not pass is wanted in full, and not only the first. */
  readonly inFull?: boolean;
  /** The page that comes before the task that is to be written next, for a reader who is not there yet. */
  readonly nextPage?: string;
  /** Nothing passed before. So many core tasks the course has. */
  readonly firstOf?: number;
}

/** Something that the learner can do now: in a word, and what to type or open for it. */
interface Step {
  readonly label: string;
  readonly what: string;
  readonly href?: string;
}

/** What to type after a grade. */
export function nextLines(grade: Grade, lesson: Lesson, width: number, standing: Standing = {}): Line[] {
  const { nextPage } = standing;
  if (nextPage !== undefined && isWaiting(grade))
    return [
      ...wrap(line(`Next: read on, ${nextPage}:`, "strong"), width),
      ...stepLines([{ label: "read on", what: `npm run lesson ${lesson.number}` }], width),
    ];
  return [
    ...wrap(line(heading(grade, lesson), "strong"), width),
    ...stepLines(nextSteps(grade, lesson, standing), width),
  ];
}

/** Steps as a list, what to type in a column. */
export function stepLines(steps: readonly Step[], width: number): Line[] {
  const labelWidth = Math.max(...steps.map((step) => columns(step.label))) + 2;
  return steps.flatMap(({ label, what, href }) => {
    const text = { ...span(what, "code"), ...(href !== undefined && { href }) };
    return wrapAfter([span(`  ${pad(label, labelWidth)}`)], [text], width);
  });
}

/** The file to write in; a terminal that has hyperlinks opens it. */
export function editStep({ slug, files }: Lesson): Step {
  return { label: "edit", what: `exercises/${slug}.ts`, href: fileUrl(files.exercise) };
}

/** An offer of help to who has tried several times; nothing for everybody else. */
export function stuckLines(standing: Standing, lesson: Lesson, width: number): Line[] {
  const { stuck, hintsShown = 0, hasNoSolution } = standing;
  const task = lesson.tasks.find(({ number }) => number === stuck?.task);
  if (stuck === undefined || task === undefined) return [];
  const command = `npm run lesson ${lesson.number}`;
  const seen = task.hints.length === 0 ? "" : "You have seen its hints. ";
  const help =
    hintsShown < task.hints.length
      ? `Hint ${hintsShown + 1} of ${task.hints.length} may help: \`${command} hint ${task.number}\`.`
      : hasNoSolution
        ? `${seen}Show this to your teacher, who may have a solution.`
        : `${seen}If you have had enough of it: \`${command} solution ${task.number} give-up\`.`;
  const text = `${stuck.runs} runs brought task ${task.number} no further. ${help}`;
  return wrap(sentence(text), width);
}

/** What can be done after a grade, the most useful first. */
function nextSteps(grade: Grade, lesson: Lesson, { hasNoSolution }: Standing): Step[] {
  const command = `npm run lesson ${lesson.number}`;
  if (grade.couldNotGrade !== undefined) return [{ label: "try again", what: `${command} check` }];
  if (grade.isPassed) {
    if (grade.task !== undefined) return [{ label: "check all", what: `${command} check` }];
    const goOn = { label: "go on", what: "npm run lesson next" };
    return hasNoSolution ? [goOn] : [goOn, { label: "compare", what: `${command} solution` }];
  }
  const check = `${command} check${grade.task === undefined ? "" : ` ${grade.task}`}`;
  return [editOf(grade, lesson), ...openTaskSteps(grade, lesson), { label: "check", what: check }];
}

/** A graded file that is not the learner's is named as it is. */
function editOf({ file }: Grade, lesson: Lesson): Step {
  const step = editStep(lesson);
  return step.what === file.replaceAll("\\", "/") ? step : { label: "edit", what: file };
}

/** What helps with the task that is open: its example and its hints, where it has some. */
function openTaskSteps(grade: Grade, lesson: Lesson): Step[] {
  if (wholeFileFailure(grade) !== undefined) return [];
  const number = openTask(grade);
  const task = lesson.tasks.find((task) => task.number === number);
  const command = `npm run lesson ${lesson.number}`;
  return [
    ...(task?.example === undefined ? [] : [{ label: "try", what: `${command} try ${number}` }]),
    ...(task === undefined || task.hints.length === 0
      ? []
      : [{ label: "hint", what: `${command} hint ${number}` }]),
  ];
}

function openTask(grade: Grade): number | undefined {
  return firstFailure(grade)?.task ?? taskVerdicts(grade).find((task) => task.state !== "passed")?.number;
}

/** For a task to be written: nothing that was written fails. */
function isWaiting(grade: Grade): boolean {
  return grade.couldNotGrade === undefined && !grade.isPassed && firstFailure(grade) === undefined;
}

function heading(grade: Grade, lesson: Lesson): string {
  const task = isWaiting(grade) ? lesson.tasks.find((task) => task.number === openTask(grade)) : undefined;
  if (task === undefined || wholeFileFailure(grade) !== undefined) return "Next:";
  return `Next: write task ${task.number}, ${task.signature}:`;
}
