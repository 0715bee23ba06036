import { indent, type Line, line, paint, span } from "./line.ts";
import type { Theme } from "./theme.ts";
import { type CodeTokens, shortLanguage } from "./tokens.ts";
import { visibleLines } from "./visible.ts";
import { wrapCode } from "./wrap.ts";

/** What stands before a row of code, and before a row that continues the one above, as in Node's own prompt. */
export const CODE_GUTTER: Line = [span("    ")];
export const CONTINUED_GUTTER: Line = [span("... ", "muted")];

/**
 * Shows a block of code behind a margin of four columns; a line that is too long goes on behind `... `.
 *
 * @param language As the fence names it; only what `tokens` knows is highlighted
 */
export function renderCode(code: string, language: string, theme: Theme, tokens?: CodeTokens): string {
  return paint(codeLines(code, language, theme.width, tokens), theme);
}

/** The rows of a code block, at most `width` columns wide. */
export function codeLines(code: string, language: string, width: number, tokens?: CodeTokens): Line[] {
  const lines = tokens?.(language, code) ?? plainLines(code, language);
  return lines.flatMap((line) => gutterRows(line, width));
}

/** One line of code behind its margin, in as many rows as it takes. */
export function gutterRows(line: Line, width: number, first: Line = CODE_GUTTER): Line[] {
  return indent(wrapCode(line, width - 4), first, CONTINUED_GUTTER);
}

function plainLines(code: string, language: string): Line[] {
  // In a message on the wire a tab is an octet worth seeing; elsewhere it indents.
  const tab = shortLanguage(language) === "http" ? "\\t" : "    ";
  return visibleLines(code.trimEnd(), tab).map((text) => line(text));
}
