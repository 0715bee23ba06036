import { type Lesson, type Task, taskProgress, withHint } from "../../course/index.ts";
import { renderHint } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { type OpenLesson, openLesson } from "../course-files.ts";
import { taskFor } from "../find-task.ts";
import { UsageError } from "../parse-command.ts";

export interface HintOptions {
  readonly task?: number;
  /** 1 for the first, which is the gentlest. */
  readonly hint?: number;
}

/** Prints the next hint of a task; all of them once the task is passed, or all were seen. */
export async function hint(context: Context, word: string, options: HintOptions): Promise<number> {
  const opened = await openLesson(context.root, word);
  const task = taskFor(opened.lesson, options.task, "hint", await context.progress.read());
  if (options.hint === undefined) await writeNextHint(context, opened, task);
  else await writeHints(context, opened, task, [requireHint(opened.lesson, task, options.hint)]);
  return EXIT.passed;
}

/** Shows the hint that comes next, or all of them where there is nothing left to hold back. */
export async function writeNextHint(context: Context, opened: OpenLesson, task: Task): Promise<void> {
  const hints = await nextHints(context, opened.lesson, task);
  await writeHints(context, opened, task, hints);
  const [hint = 0] = hints;
  if (hints.length === 1 && hint < task.hints.length)
    context.terminal.write(
      `The next hint: npm run lesson ${opened.lesson.number} hint ${task.number} ${hint + 1}`,
    );
}

/** Numbers of the hints that come next: one, or all of them. None for a task without hints. */
export async function nextHints(
  { progress }: Context,
  { slug }: Lesson,
  { number, hints }: Task,
): Promise<number[]> {
  const { passedAt, hintsShown = 0 } = taskProgress(await progress.read(), slug, number);
  const isOpen = passedAt !== undefined || hintsShown >= hints.length;
  return isOpen ? hints.map((_, index) => index + 1) : [hintsShown + 1];
}

/** Remembers that hints are shown. */
export async function rememberHints(
  { progress }: Context,
  { slug }: Lesson,
  { number }: Task,
  hints: readonly number[],
): Promise<void> {
  if (hints.length === 0) return;
  await progress.update((before) => withHint(before, slug, number, Math.max(...hints)));
}

async function writeHints(
  context: Context,
  { lesson, tokens }: OpenLesson,
  task: Task,
  hints: readonly number[],
): Promise<void> {
  const { terminal } = context;
  if (hints.length === 0) return terminal.tell(`Task ${task.number} has no hints.`);
  for (const hint of hints) terminal.write(`${renderHint(task, hint, terminal.theme, tokens)}\n`);
  await rememberHints(context, lesson, task, hints);
}

function requireHint({ number }: Lesson, task: Task, hint: number): number {
  if (hint >= 1 && hint <= task.hints.length) return hint;
  throw new UsageError(
    `Task ${task.number} has no hint ${hint}.`,
    `It has ${task.hints.length}: type \`npm run lesson ${number} hint ${task.number} 1\`.`,
  );
}
