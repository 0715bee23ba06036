import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { type Lesson, type Task, withGiveUp } from "../../course/index.ts";
import { renderError, renderSolutionDiff, renderTaskSolutionDiff } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { type OpenLesson, openLesson } from "../course-files.ts";
import { findTask, openTasks } from "../find-task.ts";
import { requireFile } from "./check.ts";

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
  requireFile(lesson);
  const wanted = options.task === undefined ? lesson.tasks : [findTask(lesson, options.task, "solution")];
  const open = openTasks(lesson, await context.progress.read()).filter((task) => wanted.includes(task));
  if (options.giveUp) for (const task of open) await giveUp(context, lesson, task);
  const held = options.giveUp ? [] : open;
  if (held.length === 0 && options.task === undefined) await writeSolution(context, opened);
  else for (const task of wanted) if (!held.includes(task)) await writeSolution(context, opened, task);
  if (held.length > 0) explainHeld(context, lesson, held);
  return held.length === wanted.length ? EXIT.notPassed : EXIT.passed;
}

/** Remembers that the solution of a task was wanted before it was passed. */
export async function giveUp({ progress }: Context, { slug }: Lesson, task: Task): Promise<void> {
  await progress.update((before) => withGiveUp(before, slug, task.number, new Date()));
}

/** Prints the solution of one task, or the whole of it. */
export async function writeSolution(
  { root, terminal }: Context,
  { lesson: { files }, tokens }: OpenLesson,
  task?: Task,
): Promise<void> {
  const [mine, solution] = await Promise.all([
    readFile(files.exercise, "utf8"),
    readFile(files.solution, "utf8"),
  ]);
  const file = shownPath(root, files.exercise);
  const solutionFile = shownPath(root, files.solution);
  const sources = { mine, solution, file, solutionFile };
  if (task === undefined) return terminal.write(renderSolutionDiff(sources, terminal.theme, tokens));
  terminal.write(`Task ${task.number}, ${task.name}:\n`);
  terminal.write(`${renderTaskSolutionDiff(sources, task, terminal.theme, tokens)}\n`);
}

/** A path as the course writes it everywhere. */
function shownPath(root: string, path: string): string {
  return relative(root, path).replaceAll("\\", "/");
}

function explainHeld({ terminal }: Context, { number }: Lesson, held: readonly Task[]): void {
  const numbers = held.map((task) => task.number);
  const which =
    numbers.length === 1
      ? `task ${numbers[0]}`
      : `tasks ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;
  const message = `The solution of ${which} is shown when ${numbers.length === 1 ? "it passes" : "they pass"}.`;
  const next = `To see one all the same, type \`npm run lesson ${number} solution ${numbers[0]} give-up\`; your progress remembers it.`;
  terminal.write(renderError(message, next, terminal.theme));
}
