import { type Lesson, resetAnswers, withoutPasses } from "../../course/index.ts";
import { type Context, EXIT } from "../context.ts";
import { openLesson, shownPath } from "../course-files.ts";

/** Puts the stub back, after a copy of what the learner wrote was kept. */
export async function reset(context: Context, word: string): Promise<number> {
  await resetFile(context, (await openLesson(context.root, word)).lesson);
  return EXIT.passed;
}

/** Puts the stub of a lesson back, and what passed is to be passed anew. An untouched stub stays as it is. */
export async function resetFile({ root, terminal, progress }: Context, lesson: Lesson): Promise<void> {
  const { copy, untouched } = await resetAnswers(root, lesson);
  const shown = shownPath(root, lesson.files.exercise);
  if (copy !== undefined) terminal.write(`Your answers were kept as ${shownPath(root, copy)}`);
  terminal.write(untouched ? `${shown} is the untouched stub.` : `${shown} is the stub again.`);
  if (Object.hasOwn((await progress.read()).lessons, lesson.slug))
    await progress.update((before) => withoutPasses(before, lesson.slug));
}
