import { type Lesson, type Task, taskProgress, withHint } from "../../course/index.ts";
import { renderHint } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { type OpenLesson, openLesson } from "../course-files.ts";
import { currentTask, findTask } from "../find-task.ts";
import { UsageError } from "../parse-command.ts";

export interface HintOptions {
  readonly task?: number;
  /** 1 for the first, which is the gentlest. */
  readonly hint?: number;
}

/** Prints the next hint of a task; all of them once the task is passed, or all were seen. */
export async function hint(context: Context, word: string, options: HintOptions): Promise<number> {
  const opened = await openLesson(context.root, word);
  const task = await taskFor(context, opened.lesson, options.task);
  if (options.hint === undefined) await writeNextHint(context, opened, task);
  else await writeHints(context, opened, task, [requireHint(opened.lesson, task, options.hint)]);
  return EXIT.passed;
}

/** Shows the hint that comes next, or all of them where there is nothing left to hold back. */
export async function writeNextHint(context: Context, opened: OpenLesson, task: Task): Promise<void> {
  const { slug, number } = opened.lesson;
  const { passedAt, hintsShown = 0 } = taskProgress(await context.progress.read(), slug, task.number);
  const next = hintsShown + 1;
  const isOpen = passedAt !== undefined || next > task.hints.length;
  const hints = isOpen ? task.hints.map((_, index) => index + 1) : [next];
  await writeHints(context, opened, task, hints);
  if (!isOpen && next < task.hints.length)
    context.terminal.write(`The next hint: npm run lesson ${number} hint ${task.number}`);
}

async function writeHints(
  { terminal, progress }: Context,
  { lesson, tokens }: OpenLesson,
  task: Task,
  hints: readonly number[],
): Promise<void> {
  for (const hint of hints) terminal.write(`${renderHint(task, hint, terminal.theme, tokens)}\n`);
  const last = Math.max(...hints);
  await progress.update((before) => withHint(before, lesson.slug, task.number, last));
}

async function taskFor({ progress }: Context, lesson: Lesson, number: number | undefined): Promise<Task> {
  const task = number === undefined ? currentTask(lesson, await progress.read()) : undefined;
  return task ?? findTask(lesson, number ?? 1, "hint");
}

function requireHint({ number }: Lesson, task: Task, hint: number): number {
  if (hint >= 1 && hint <= task.hints.length) return hint;
  throw new UsageError(
    `Task ${task.number} has no hint ${hint}.`,
    `It has ${task.hints.length}: type \`npm run lesson ${number} hint ${task.number} 1\`.`,
  );
}
