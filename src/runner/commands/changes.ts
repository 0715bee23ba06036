import { takeStubChange } from "../../course/index.ts";
import { renderStubChanges } from "../../screen/index.ts";
import { requireFile } from "../answer-file.ts";
import { type Context, EXIT } from "../context.ts";
import { openLesson } from "../course-files.ts";

/** Shows what a course update changed in the stub of a lesson that was begun. */
export async function changes(context: Context, word: string): Promise<number> {
  const { root, terminal } = context;
  const { lesson } = await openLesson(root, word);
  await requireFile(context, lesson);
  const change = await takeStubChange(root, lesson);
  if (change === undefined)
    terminal.tell(`The stub of lesson ${lesson.number} has not changed since you began.`);
  else terminal.write(renderStubChanges(change, lesson, terminal.theme));
  return EXIT.passed;
}
