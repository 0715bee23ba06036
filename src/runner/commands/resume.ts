import { type Context, EXIT } from "../context.ts";
import { session } from "../session.ts";
import { lessonEntries, list } from "./list.ts";
import { read } from "./read.ts";

/** A menu of the lessons; without a terminal, the list and what to type. */
export async function resume(context: Context): Promise<number> {
  const { terminal } = context;
  if (!terminal.isInteractive) {
    await list(context);
    terminal.write("\nType `npm run lesson 3` to open lesson 3, `npm run lesson help` for every command.");
    return EXIT.passed;
  }
  const { chooseLesson } = await import("../prompts.ts");
  return session(context, await chooseLesson(await lessonEntries(context)));
}

/** Opens the first lesson that is not passed. */
export async function next(context: Context): Promise<number> {
  const current = (await lessonEntries(context)).find((entry) => entry.current);
  if (current !== undefined) return open(context, current.lesson.slug);
  context.terminal.write(
    "Every lesson is passed. `npm run lesson list` shows them; a check of the last one checks all once more.",
  );
  return EXIT.passed;
}

/** Opens a lesson: read, then a menu. Without a terminal the text is printed, and what to type. */
export async function open(context: Context, word: string): Promise<number> {
  if (context.terminal.isInteractive) return session(context, word);
  return read(context, word);
}
