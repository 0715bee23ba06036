import type { Lesson, Task } from "../../course/index.ts";
import type { Trial } from "../../grading/index.ts";
import { renderTrial } from "../../screen/index.ts";
import { requireFile } from "../answer-file.ts";
import { type Context, EXIT } from "../context.ts";
import { openLesson } from "../course-files.ts";
import { taskFor } from "../find-task.ts";
import { UsageError } from "../parse-command.ts";

export interface TryOptions {
  /** The task whose worked example is tried. */
  readonly task?: number;
  /** A call of the learner's own: `statusClass(600)`. */
  readonly call?: string;
}

/** Runs a call through the learner's functions and shows what came of it. Nothing is judged or remembered. */
export async function tryOut(context: Context, word: string, { task, call }: TryOptions): Promise<number> {
  const { lesson } = await openLesson(context.root, word);
  await requireFile(context, lesson);
  if (call !== undefined) return exitCodeOf(await tryCall(context, lesson, call));
  await tryExample(context, lesson, taskFor(lesson, task, "try", await context.progress.read()));
  return EXIT.passed;
}

/** Nothing is judged: only a call that cannot be read is a mistake in the command. */
export function exitCodeOf({ failure }: Trial): number {
  return failure?.reason === "syntax-error" && failure.asked !== undefined ? EXIT.usage : EXIT.passed;
}

/** Runs the worked example of a task. */
export async function tryExample(context: Context, lesson: Lesson, task: Task): Promise<void> {
  await tryCall(context, lesson, exampleOf(lesson, task, "try"), task);
}

/**
 * The call of a task's worked example.
 *
 * @param command What was to be done with it: `try`
 * @throws {UsageError} When it has none
 */
export function exampleOf(lesson: Lesson, { example, number, name }: Task, command: string): string {
  if (example !== undefined) return example.call;
  throw new UsageError(
    `Task ${number} has no worked example.`,
    `Name a call of your own: \`npm run lesson ${lesson.number} ${command} "${name}()"\`.`,
  );
}

async function tryCall(context: Context, lesson: Lesson, call: string, task?: Task): Promise<Trial> {
  const { root, built, terminal } = context;
  const trial = await terminal.during("Trying ...", async () => {
    const grading = await import("../../grading/index.ts");
    return grading.tryCall(lesson, call, { file: lesson.files.exercise }, { root, built });
  });
  terminal.write(renderTrial(trial, lesson, task, terminal.theme));
  return trial;
}
