import type { Lesson, Task } from "../../course/index.ts";
import { renderTrial } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { openLesson } from "../course-files.ts";
import { currentTask, findTask } from "../find-task.ts";
import { UsageError } from "../parse-command.ts";
import { requireFile } from "./check.ts";

export interface TryOptions {
  /** The task whose worked example is tried. */
  readonly task?: number;
  /** A call of the learner's own: `statusClass(600)`. */
  readonly call?: string;
}

/** Runs a call through the learner's functions and shows what came of it. Nothing is judged or remembered. */
export async function tryOut(context: Context, word: string, { task, call }: TryOptions): Promise<number> {
  const { lesson } = await openLesson(context.root, word);
  requireFile(lesson);
  if (call !== undefined) await tryCall(context, lesson, call);
  else await tryExample(context, lesson, await taskFor(context, lesson, task));
  return EXIT.passed;
}

/** Runs the worked example of a task. */
export async function tryExample(context: Context, lesson: Lesson, task: Task): Promise<void> {
  if (task.example !== undefined) return tryCall(context, lesson, task.example.call, task);
  throw new UsageError(
    `Task ${task.number} has no worked example.`,
    `Try a call of your own: \`npm run lesson ${lesson.number} try "${task.name}()"\`.`,
  );
}

async function tryCall(context: Context, lesson: Lesson, call: string, task?: Task): Promise<void> {
  const { root, built, terminal } = context;
  const trial = await terminal.during("Trying ...", async () => {
    const grading = await import("../../grading/index.ts");
    return grading.tryCall(lesson, call, { file: lesson.files.exercise }, { root, built });
  });
  terminal.write(renderTrial(trial, lesson, task, terminal.theme));
}

async function taskFor({ progress }: Context, lesson: Lesson, number: number | undefined): Promise<Task> {
  const task = number === undefined ? currentTask(lesson, await progress.read()) : undefined;
  return task ?? findTask(lesson, number ?? 1, "try");
}
