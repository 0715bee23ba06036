/**
 * Markdown as lines of a screen. `marked` finds the blocks; each kind of block is laid out by one function, in the width
 * that the blocks around it leave. Nothing is lost: what has no look of its own shows as text.
 */
import { Lexer, type Token, type Tokens } from "marked";
import { codeLines } from "./code.ts";
import { type Block, type Details, foldDetails } from "./details.ts";
import { diagramLines } from "./diagram.ts";
import { decodeEntities } from "./html.ts";
import { inlineLines } from "./inline.ts";
import { columns, EMPTY_LINE, indent, type Line, line, paint, span, stack } from "./line.ts";
import { tableLines } from "./table.ts";
import type { Theme } from "./theme.ts";
import { type CodeTokens, shortLanguage } from "./tokens.ts";
import { visibleLines } from "./visible.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** Shows Markdown as text of at most `theme.width` columns. */
export function renderMarkdown(markdown: string, theme: Theme, tokens?: CodeTokens): string {
  return paint(markdownLines(markdown, theme, tokens), theme);
}

/** The lines of a Markdown text. */
export function markdownLines(markdown: string, theme: Theme, tokens?: CodeTokens): Line[] {
  try {
    return stack(
      ...blockGroups(new Lexer({ gfm: true }).lex(markdown), { theme, tokens, width: theme.width }),
    );
  } catch {
    // The lexer gives up on a text that is nested thousands deep. The source can be read all the same.
    return visibleLines(markdown).flatMap((text) => wrap(line(text), theme.width));
  }
}

interface Context {
  readonly theme: Theme;
  readonly tokens: CodeTokens | undefined;
  /** Columns that are left. */
  readonly width: number;
}

function blockGroups(tokens: readonly Token[], context: Context): Line[][] {
  return groupsOf(foldDetails(tokens), context);
}

function groupsOf(blocks: readonly Block[], context: Context): Line[][] {
  const shown = blocks.filter((block) => block.type !== "space");
  const groups = shown.map((block, index) => {
    const lines = blockLines(block, context);
    return isOutput(block, shown[index - 1]) ? [line("prints:", "muted"), ...lines] : lines;
  });
  return groups.filter((lines) => lines.length > 0);
}

/** Whether a block of text stands directly below a program: on a page two boxes, here hard to tell apart. */
function isOutput(block: Block, before: Block | undefined): boolean {
  return fenceLanguage(block) === "text" && ["ts", "sh", "python"].includes(fenceLanguage(before) ?? "");
}

function fenceLanguage(block: Block | undefined): string | undefined {
  return block?.type === "code"
    ? shortLanguage((block as Tokens.Code).lang?.split(/\s/)[0] ?? "")
    : undefined;
}

function blockLines(block: Block, context: Context): Line[] {
  switch (block.type) {
    case "def":
    case "checkbox":
      return [];
    case "heading":
      return headingLines(block as Tokens.Heading, context);
    case "code":
      return fenceLines(block as Tokens.Code, context);
    case "list":
      return listLines(block as Tokens.List, context);
    case "blockquote":
      return quoteLines(block as Tokens.Blockquote, context);
    case "table":
      return markdownTable(block as Tokens.Table, context);
    case "hr":
      return [line("---", "muted")];
    case "details":
      return detailsLines(block as Details, context);
    default:
      return paragraphLines(block as Token, context);
  }
}

function paragraphLines(token: Token, { theme, width }: Context): Line[] {
  const inline = "tokens" in token && token.tokens ? token.tokens : [{ ...token, type: "text" }];
  return inlineLines(inline, theme).flatMap((line) => wrap(line, width));
}

function headingLines(heading: Tokens.Heading, { theme, width }: Context): Line[] {
  const text = inlineLines(heading.tokens, theme, ["heading"]).flat();
  return wrapAfter([span(`${"#".repeat(heading.depth)} `, "heading")], text, width);
}

function fenceLines(code: Tokens.Code, { tokens, width }: Context): Line[] {
  const language = fenceLanguage(code) ?? "";
  if (language !== "mermaid") return codeLines(code.text, language, width, tokens);
  return (
    diagramLines(code.text, width, tokens?.(language, code.text)) ?? codeLines(code.text, language, width)
  );
}

function listLines(list: Tokens.List, context: Context): Line[] {
  const items = list.items.map((item, index) => {
    const marker = list.ordered ? `${Number(list.start) + index}. ` : "- ";
    const box = item.task ? (item.checked === true ? "[x] " : "[ ] ") : "";
    return inset(marker + box, context, (inner) => {
      const groups = blockGroups(item.tokens, inner);
      return item.loose ? stack(...groups) : groups.flat();
    });
  });
  return list.loose ? stack(...items) : items.flat();
}

function quoteLines(quote: Tokens.Blockquote, context: Context): Line[] {
  const mark: Line = [span("| ", "muted")];
  const width = context.width - 2;
  if (width < LEAST_WIDTH) return stack(...blockGroups(quote.tokens, context));
  return indent(stack(...blockGroups(quote.tokens, { ...context, width })), mark);
}

function markdownTable(table: Tokens.Table, { theme, width }: Context): Line[] {
  const cell = (cell: Tokens.TableCell): Line =>
    inlineLines(cell.tokens, theme).flatMap((line, index) => (index === 0 ? line : [span(" "), ...line]));
  const rows = table.rows.map((row) => row.map(cell));
  return tableLines(
    { header: table.header.map(cell), rows, isRight: table.align.map((side) => side === "right") },
    width,
  );
}

function detailsLines(details: Details, context: Context): Line[] {
  const summary = wrap(line(`${decodeEntities(details.summary)}:`, "strong"), context.width);
  return [...summary, ...inset("  ", context, (inner) => stack(...groupsOf(details.blocks, inner)))];
}

// Where nesting leaves less than this, the inner blocks take the width of the outer ones.
const LEAST_WIDTH = 12;

/** Lays blocks out behind a marker, and indents them as far as the marker reaches. */
function inset(marker: string, context: Context, layOut: (context: Context) => Line[]): Line[] {
  const used = columns(marker);
  const width = context.width - used;
  if (width < LEAST_WIDTH) return [line(marker), ...layOut(context)];
  const lines = layOut({ ...context, width });
  return indent(lines.length === 0 ? [EMPTY_LINE] : lines, [span(marker)], [span(" ".repeat(used))]);
}
