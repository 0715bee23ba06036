import { relative } from "node:path";
import type { Lesson } from "../../course/index.ts";
import { type Context, EXIT } from "../context.ts";
import { openLesson } from "../course-files.ts";
import { UsageError } from "../parse-command.ts";
import { requireFile } from "./check.ts";

/** Opens the learner's file in an editor. */
export async function edit(context: Context, word: string): Promise<number> {
  await editFile(context, (await openLesson(context.root, word)).lesson);
  return EXIT.passed;
}

/** @throws {UsageError} When no editor could be had, with the way on */
export async function editFile({ root, terminal }: Context, lesson: Lesson): Promise<void> {
  requireFile(lesson);
  const file = relative(root, lesson.files.exercise);
  const { openInEditor } = await import("../editor.ts");
  const problem = await openInEditor(lesson.files.exercise, process.env);
  if (problem === undefined) {
    terminal.write(`Opened ${file}.`);
    return;
  }
  throw new UsageError(
    `Cannot open ${file} in an editor: ${problem}.`,
    "Open the file yourself, or name your editor in the environment variable `EDITOR`.",
  );
}
