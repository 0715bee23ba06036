import type { DebugStep } from "../../grading/index.ts";
import { renderDebugAttached, renderDebugWait, renderTrial } from "../../screen/index.ts";
import { requireFile } from "../answer-file.ts";
import type { Context } from "../context.ts";
import { openLesson } from "../course-files.ts";
import { taskFor } from "../find-task.ts";
import { UsageError } from "../parse-command.ts";
import { exampleOf, exitCodeOf, type TryOptions } from "./try.ts";

export interface DebugOptions extends TryOptions {
  /** Where the debugger attaches. */
  readonly port?: number;
}

/** Runs a call as `try` does, with a debugger at the learner's functions, which it waits for. No deadline runs. */
export async function debug(
  context: Context,
  word: string,
  { port, ...options }: DebugOptions,
): Promise<number> {
  const { root, built, terminal } = context;
  const { lesson } = await openLesson(root, word);
  await requireFile(context, lesson);
  const task =
    options.call === undefined
      ? taskFor(lesson, options.task, "debug", await context.progress.read())
      : undefined;
  const call = options.call ?? exampleOf(lesson, task!, "debug");
  const onStep = (step: DebugStep) =>
    terminal.write(
      step.kind === "attached"
        ? `${renderDebugAttached(terminal.theme)}\n`
        : `${renderDebugWait(step.port, call, lesson, terminal.theme)}\n`,
    );
  const { debugCall, PortTaken } = await import("../../grading/index.ts");
  const trial = await debugCall(
    lesson,
    call,
    { file: lesson.files.exercise },
    { root, built, onStep, ...(port !== undefined && { port }) },
  ).catch((error: unknown) => {
    if (!(error instanceof PortTaken)) throw error;
    throw new UsageError(
      error.message,
      "Type another one, or leave the port out: then a free one is found, and said.",
    );
  });
  terminal.write(renderTrial(trial, lesson, task, terminal.theme));
  return exitCodeOf(trial);
}
