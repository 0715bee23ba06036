import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { type Lesson, loadCourse } from "../../course/index.ts";
import { codeBlocks, formatTokenFile, makeTokenFile } from "../../screen/prepare/index.ts";
import { type Context, EXIT } from "../context.ts";

/** Highlights the code and draws the diagrams of every lesson ahead of time: for an author, after a change to a lesson or a solution. */
export async function prepareTokens({ root, terminal }: Context): Promise<number> {
  for (const lesson of (await loadCourse(root)).lessons) {
    const { tokens } = lesson.files;
    await mkdir(dirname(tokens), { recursive: true });
    await writeFile(tokens, await tokenFileOf(lesson));
    terminal.write(`Wrote ${relative(root, tokens)}`);
  }
  return EXIT.passed;
}

/** The contents of a lesson's token file: the blocks of its text, and its solution. */
export async function tokenFileOf({ files }: Lesson): Promise<string> {
  const [markdown, solution] = await Promise.all([
    readFile(files.lesson, "utf8"),
    readFile(files.solution, "utf8"),
  ]);
  const blocks = [...codeBlocks(markdown), { language: "ts", code: solution.trimEnd() }];
  return formatTokenFile(await makeTokenFile(blocks));
}
