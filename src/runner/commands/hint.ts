import type { Lesson, Task } from "../../course/index.ts";
import { renderHint } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { type OpenLesson, openLesson } from "../course-files.ts";
import { UsageError } from "../parse-command.ts";

/** Prints the hints of one task, the gentlest first. */
export async function hint(context: Context, word: string, task: number | undefined): Promise<number> {
  const opened = await openLesson(context.root, word);
  const found = findTask(opened.lesson, task);
  for (let each = 1; each <= found.hints.length; each += 1) writeHint(context, opened, found, each);
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
