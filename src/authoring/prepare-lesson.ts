import { readFile } from "node:fs/promises";
import type { Lesson } from "../course/index.ts";
import { codeBlocks, formatTokenFile, makeTokenFile, undrawnDiagrams } from "../screen/prepare/index.ts";

/** A lesson's token file, and what could not be prepared. */
interface PreparedLesson {
  readonly text: string;
  readonly undrawn: readonly UndrawnPlace[];
}

/** A diagram that the terminal cannot draw. */
interface UndrawnPlace {
  /** Line of its fence, from 1. */
  readonly line: number;
  /** Why, as the end of a sentence: "it takes 96 columns, and 78 fit". */
  readonly why: string;
}

/** Highlights the blocks of a lesson's text and its solution, and draws its diagrams. */
export async function prepareLesson({ files }: Pick<Lesson, "files">): Promise<PreparedLesson> {
  const [markdown, solution] = await Promise.all([
    readFile(files.lesson, "utf8"),
    readFile(files.solution, "utf8"),
  ]);
  const blocks = [...codeBlocks(markdown), { language: "ts", code: solution.trimEnd() }];
  const tokens = await makeTokenFile(blocks);
  const undrawn = undrawnDiagrams(blocks, tokens.diagrams).map(({ source, why }) => ({
    line: lineOf(source, markdown),
    why,
  }));
  return { text: formatTokenFile(tokens), undrawn };
}

/** The line of the fence above a diagram, from 1. The diagram may be indented, or quoted. */
function lineOf(source: string, markdown: string): number {
  const lines = markdown.split(/\r?\n/).map((line) => line.trim());
  const rows = source.split("\n").map((row) => row.trim());
  const isFence = (line: string, index: number) =>
    /[`~]\s*mermaid\b/i.test(line) && rows.every((row, below) => lines[index + 1 + below]?.endsWith(row));
  return lines.findIndex(isFence) + 1;
}
