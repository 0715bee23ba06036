import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { prepareLesson } from "../../authoring/index.ts";
import { loadCourse } from "../../course/index.ts";
import { type Context, EXIT } from "../context.ts";

/** Highlights the code and draws the diagrams of every lesson ahead of time: for an author, after a change to a lesson or a solution. */
export async function prepareTokens({ root, terminal }: Context): Promise<number> {
  let exitCode: number = EXIT.passed;
  for (const lesson of (await loadCourse(root)).lessons) {
    const { text, undrawn } = await prepareLesson(lesson);
    for (const { line, why } of undrawn)
      terminal.write(`lessons/${lesson.slug}.md:${line}: This diagram is not drawn: ${why}.`);
    if (undrawn.length > 0) exitCode = EXIT.notPassed;
    const file = `lessons/.tokens/${lesson.slug}.json`;
    const isWritten = await writeIfChanged(lesson.files.tokens, text);
    terminal.write(isWritten ? `Wrote ${file}` : `${file} is up to date`);
  }
  return exitCode;
}

async function writeIfChanged(path: string, text: string): Promise<boolean> {
  if ((await readFile(path, "utf8").catch(() => undefined)) === text) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return true;
}
