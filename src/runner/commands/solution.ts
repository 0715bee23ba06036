import { readFile } from "node:fs/promises";
import { renderCode } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { type OpenLesson, openLesson } from "../course-files.ts";

/** Prints the reference answer, whose comments say why. */
export async function solution(context: Context, word: string): Promise<number> {
  await writeSolution(context, await openLesson(context.root, word));
  return EXIT.passed;
}

export async function writeSolution({ terminal }: Context, { lesson, tokens }: OpenLesson): Promise<void> {
  const code = await readFile(lesson.files.solution, "utf8");
  terminal.write(renderCode(code.trimEnd(), "ts", terminal.theme, tokens));
}
