import type { TokenFile } from "../tokens.ts";
import type { CodeBlock } from "./code-blocks.ts";
import { drawDiagrams } from "./draw-diagrams.ts";
import { tokenizeBlocks } from "./tokenize-blocks.ts";

/** Prepares the code blocks of a lesson. The same blocks always make the same file. */
export async function makeTokenFile(blocks: readonly CodeBlock[]): Promise<TokenFile> {
  return { version: 2, blocks: await tokenizeBlocks(blocks), diagrams: drawDiagrams(blocks) };
}

/** The text of a token file: a line for each block and each row, so that a change to a lesson shows as what it is. */
export function formatTokenFile({ version, blocks, diagrams }: TokenFile): string {
  const block = blocks.map((block) => JSON.stringify(block)).join(",\n");
  const diagram = diagrams.map(({ source, lines }) => {
    const rows = lines.map((line) => JSON.stringify(line)).join(",\n");
    return `{"source":${JSON.stringify(source)},"lines":[\n${rows}\n]}`;
  });
  return `{"version":${version},"blocks":[\n${block}\n],"diagrams":[\n${diagram.join(",\n")}\n]}\n`;
}
