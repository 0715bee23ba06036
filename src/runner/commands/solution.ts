import { readFile } from "node:fs/promises";
import { hasSolution, type Lesson, type Task, withGiveUp } from "../../course/index.ts";
import { renderError, renderSolutionDiff, renderTaskSolutionDiff } from "../../screen/index.ts";
import { requireFile } from "../answer-file.ts";
import { type Context, EXIT } from "../context.ts";
import { type OpenLesson, openLesson, shownPath } from "../course-files.ts";
import { findTask, openTasks } from "../find-task.ts";
import { UsageError } from "../parse-command.ts";

export interface SolutionOptions {
  /** Only this task's part. */
  readonly task?: number;
  /** Shown although the task is not passed, which the progress remembers. */
  readonly giveUp: boolean;
}

/** Prints the solution beside the learner's answers: of what is passed, and of what was given up. */
export async function solution(context: Context, word: string, options: SolutionOptions): Promise<number> {
  const opened = await openLesson(context.root, word);
  const { lesson } = opened;
  // Before anything is held back or given up: who cannot have it is not offered it.
  requireSolution(lesson);
  const wanted = options.task === undefined ? lesson.tasks : [findTask(lesson, options.task, "solution")];
  const open = openTasks(lesson, await context.progress.read()).filter((task) => wanted.includes(task));
  const held = options.giveUp ? [] : open;
  for (const text of await textsOf(context, opened, wanted, held)) context.terminal.write(text);
  if (options.giveUp) for (const task of open) await giveUp(context, lesson, task);
  if (held.length === 0) return EXIT.passed;
  explainHeld(context, lesson, held);
  return held.length === wanted.length ? EXIT.notPassed : EXIT.passed;
}

/** The solution as a whole where nothing of the lesson is held back; else of each task that is not. */
async function textsOf(
  context: Context,
  opened: OpenLesson,
  wanted: readonly Task[],
  held: readonly Task[],
): Promise<string[]> {
  const isWhole = held.length === 0 && wanted.length === opened.lesson.tasks.length;
  if (isWhole) return [await solutionText(context, opened)];
  const shown = wanted.filter((task) => !held.includes(task));
  return Promise.all(shown.map(async (task) => `${await solutionText(context, opened, task)}\n`));
}

/** Remembers that the solution of a task was wanted before it was passed. */
export async function giveUp({ progress }: Context, { slug }: Lesson, task: Task): Promise<void> {
  await progress.update((before) => withGiveUp(before, slug, task.number, new Date()));
}

/**
 * The solution of one task, or the whole of it, beside the learner's.
 *
 * @throws {UsageError} When one of the two files is not there
 */
export async function solutionText(
  context: Context,
  { lesson, tokens }: OpenLesson,
  task?: Task,
): Promise<string> {
  const {
    root,
    terminal: { theme },
  } = context;
  await requireFile(context, lesson);
  requireSolution(lesson);
  const { exercise, solution } = lesson.files;
  const sources = {
    mine: await readFile(exercise, "utf8"),
    solution: await readFile(solution, "utf8"),
    file: shownPath(root, exercise),
    solutionFile: shownPath(root, solution),
  };
  if (task === undefined) return renderSolutionDiff(sources, theme, tokens);
  return `Task ${task.number}, ${task.name}:\n\n${renderTaskSolutionDiff(sources, task, theme, tokens)}`;
}

/** A teacher may hand the course out without its solutions. @throws {UsageError} */
function requireSolution(lesson: Lesson): void {
  if (hasSolution(lesson)) return;
  const { number } = lesson;
  throw new UsageError(
    `This copy of the course has no solution of lesson ${number}; the teacher who handed it out may have one.`,
    `Type \`npm run lesson ${number} hint\` for a hint.`,
  );
}

function explainHeld({ terminal }: Context, { number }: Lesson, held: readonly Task[]): void {
  const numbers = held.map((task) => String(task.number));
  const [which, pass] = numbers.length === 1 ? ["task", "it passes"] : ["tasks", "they pass"];
  const message = `The solution of ${which} ${new Intl.ListFormat("en-GB").format(numbers)} is shown when ${pass}.`;
  const next = `To see one all the same, type \`npm run lesson ${number} solution ${numbers[0]} give-up\`; your progress remembers it.`;
  terminal.write(renderError(message, next, terminal.theme));
}
