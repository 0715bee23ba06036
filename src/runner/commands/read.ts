import { renderLesson } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { openLesson } from "../course-files.ts";

/** Prints the whole lesson. */
export async function read({ root, terminal }: Context, word: string): Promise<number> {
  const { lesson, tokens } = await openLesson(root, word);
  terminal.write(renderLesson(lesson, terminal.theme, tokens));
  return EXIT.passed;
}
