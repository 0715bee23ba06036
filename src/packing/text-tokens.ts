import { codeBlocks } from "../screen/prepare/code-blocks.ts";
import type { TokenBlock, TokenFile } from "../screen/tokens.ts";

/**
 * A lesson's token file with the blocks of its text only. As it is prepared it has one more, the solution, and where the
 * solution was changed since, an older one.
 *
 * @param tokens Text of `lessons/.tokens/NN-name.json`
 * @param markdown Text of the lesson
 */
export function tokensOfText(tokens: string, markdown: string): string {
  const shown = new Set(codeBlocks(markdown).map(({ code }) => code.trimEnd()));
  const file = JSON.parse(tokens) as TokenFile;
  return `${JSON.stringify({ ...file, blocks: file.blocks.filter((block) => shown.has(textOf(block))) })}\n`;
}

function textOf({ lines }: TokenBlock): string {
  return lines.map((line) => line.map(([, text]) => text).join("")).join("\n");
}
