import { copyFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Lesson } from "../../course/index.ts";
import { type Context, EXIT } from "../context.ts";
import { openLesson } from "../course-files.ts";

/** Puts the stub back, after a copy of what the learner wrote was kept. */
export async function reset(context: Context, word: string): Promise<number> {
  await resetFile(context, (await openLesson(context.root, word)).lesson);
  return EXIT.passed;
}

/** Puts the stub of a lesson back. An untouched stub stays as it is. */
export async function resetFile({ root, terminal }: Context, lesson: Lesson): Promise<void> {
  const { exercise, original } = lesson.files;
  const [written, stub] = await Promise.all([read(exercise), readFile(original)]);
  const shown = relative(root, exercise);
  if (written?.equals(stub)) return terminal.write(`${shown} is the untouched stub.`);
  if (written !== undefined)
    terminal.write(`Your answers were kept as ${relative(root, await keep(root, lesson))}`);
  await copyFile(original, exercise);
  terminal.write(`${shown} is the stub again.`);
}

/** Undefined for a file that is not there. */
async function read(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** Copies the learner's file to `.attempts/NN-name/<time>.ts`. @returns Where it lies */
async function keep(root: string, { slug, files }: Lesson): Promise<string> {
  // A colon cannot stand in a file name everywhere.
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const copy = join(root, ".attempts", slug, `${time}.ts`);
  await mkdir(dirname(copy), { recursive: true });
  await copyFile(files.exercise, copy);
  return copy;
}
