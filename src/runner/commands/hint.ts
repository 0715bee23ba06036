import type { Lesson, Task } from "../../course/index.ts";
import { renderHint } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { type OpenLesson, openLesson } from "../course-files.ts";
import { UsageError } from "../parse-command.ts";

export interface HintOptions {
  readonly task?: number;
  /** 1 for the first, which is the gentlest. */
  readonly hint?: number;
}

/** Prints one hint of a task, the first by default, and how to get the next. */
export async function hint(context: Context, word: string, options: HintOptions): Promise<number> {
  const opened = await openLesson(context.root, word);
  const { lesson } = opened;
  const task = findTask(lesson, options.task);
  const number = options.hint ?? 1;
  const command = `npm run lesson ${lesson.number} hint ${task.number}`;
  if (number < 1 || number > task.hints.length) {
    throw new UsageError(
      `Task ${task.number} has no hint ${number}.`,
      `It has ${task.hints.length}: type \`${command} 1\`.`,
    );
  }
  writeHint(context, opened, task, number);
  if (number < task.hints.length) context.terminal.write(`The next hint: ${command} ${number + 1}`);
  return EXIT.passed;
}

export function writeHint(
  { terminal }: Context,
  { tokens }: OpenLesson,
  task: Task,
  hintNumber: number,
): void {
  terminal.write(`${renderHint(task, hintNumber, terminal.theme, tokens)}\n`);
}

function findTask(lesson: Lesson, number: number | undefined): Task {
  const task = lesson.tasks.find((each) => each.number === number);
  if (task !== undefined) return task;
  const numbers = lesson.tasks
    .map((each) => `\`npm run lesson ${lesson.number} hint ${each.number}\``)
    .join(", ");
  const problem =
    number === undefined ? "Hints belong to a task." : `Lesson ${lesson.number} has no task ${number}.`;
  throw new UsageError(problem, `Type one of ${numbers}.`);
}
