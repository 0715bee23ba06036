import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Lesson, loadCourse } from "../../course/index.ts";
import { codeBlocks, formatTokenFile, makeTokenFile, undrawnDiagrams } from "../../screen/prepare/index.ts";
import { type Context, EXIT } from "../context.ts";

/** Highlights the code and draws the diagrams of every lesson ahead of time: for an author, after a change to a lesson or a solution. */
export async function prepareTokens({ root, terminal }: Context): Promise<number> {
  let exitCode: number = EXIT.passed;
  for (const lesson of (await loadCourse(root)).lessons) {
    const { text, remarks } = await prepareLesson(lesson);
    for (const remark of remarks) terminal.write(remark);
    if (remarks.length > 0) exitCode = EXIT.notPassed;
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

/** A lesson's token file, of the blocks of its text and its solution; and a sentence for each diagram that is not drawn. */
export async function prepareLesson({ slug, files }: Pick<Lesson, "slug" | "files">) {
  const [markdown, solution] = await Promise.all([
    readFile(files.lesson, "utf8"),
    readFile(files.solution, "utf8"),
  ]);
  const blocks = [...codeBlocks(markdown), { language: "ts", code: solution.trimEnd() }];
  const tokens = await makeTokenFile(blocks);
  const remarks = undrawnDiagrams(blocks, tokens.diagrams).map(
    ({ source, why }) => `lessons/${slug}.md:${lineOf(source, markdown)}: This diagram is not drawn: ${why}.`,
  );
  return { text: formatTokenFile(tokens), remarks };
}

/** The line of the fence above a diagram, from 1. The diagram may be indented, or quoted. */
function lineOf(source: string, markdown: string): number {
  const lines = markdown.split(/\r?\n/).map((line) => line.trim());
  const rows = source.split("\n").map((row) => row.trim());
  const isFence = (line: string, index: number) =>
    /[`~]\s*mermaid\b/i.test(line) && rows.every((row, below) => lines[index + 1 + below]?.endsWith(row));
  return lines.findIndex(isFence) + 1;
}
