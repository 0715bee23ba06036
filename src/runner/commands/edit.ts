import type { Lesson } from "../../course/index.ts";
import { requireFile } from "../answer-file.ts";
import { type Context, EXIT } from "../context.ts";
import { openLesson, shownPath } from "../course-files.ts";
import { UsageError } from "../parse-command.ts";

/** Opens the learner's file in an editor. */
export async function edit(context: Context, word: string): Promise<number> {
  await editFile(context, (await openLesson(context.root, word)).lesson);
  return EXIT.passed;
}

/** @throws {UsageError} When no editor could be had, with the way on */
export async function editFile(context: Context, lesson: Lesson): Promise<void> {
  const { root, terminal } = context;
  await requireFile(context, lesson);
  const { editorCommand, runEditor } = await import("../editor.ts");
  const command = editorCommand(process.env);
  const problem = command === undefined ? UNNAMED : await runEditor(command, lesson.files.exercise);
  const file = shownPath(root, lesson.files.exercise);
  if (problem === undefined) return terminal.tell(`Opened ${file}.`);
  throw new UsageError(
    `Cannot open ${file} in an editor: ${problem}.`,
    "Open the file yourself, or name your editor in the environment variable `EDITOR`.",
  );
}

const UNNAMED = "none is named in `VISUAL` or `EDITOR`";
