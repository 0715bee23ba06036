/** From the inline tokens of Markdown to lines of spans, still unwrapped: one line, and one more for each hard break. */
import type { Token } from "marked";
import { decodeEntities, isSilentTag } from "./html.ts";
import { EMPTY_LINE, type Line, type Span, span } from "./line.ts";
import type { Style, Theme } from "./theme.ts";

/** Shows inline Markdown. Without colour, emphasis keeps a mark on either side. */
export function inlineLines(
  tokens: readonly Token[] | undefined,
  theme: Theme,
  styles: Style[] = [],
): Line[] {
  const lines: Span[][] = [[]];
  for (const token of tokens ?? []) {
    const [first, ...rest] = tokenLines(token, theme, styles);
    lines.at(-1)?.push(...(first ?? []));
    lines.push(...rest.map((line) => [...line]));
  }
  return lines;
}

/**
 * Shows a plain sentence, with what stands between backticks as code.
 *
 * @example
 * sentence("Type `npm test`.") // the spans "Type ", "`", "npm test", "`", "."
 */
export function sentence(text: string, ...styles: Style[]): Line {
  const pieces = String(text)
    .replace(/\s*\n\s*/g, " ")
    .split(/`([^`]+)`/);
  return pieces.flatMap((piece, index) => (index % 2 === 1 ? codeSpans(piece) : [span(piece, ...styles)]));
}

function tokenLines(token: Token, theme: Theme, styles: Style[]): Line[] {
  switch (token.type) {
    case "strong":
      return marked("*", "strong", token, theme, styles);
    case "em":
      return marked("_", "emphasis", token, theme, styles);
    case "codespan":
      return [codeSpans(token.text, styles)];
    case "link":
      return link(token.href, inlineLines(token.tokens, theme, [...styles, "link"]), token.text, theme);
    case "image":
      return [[span(decodeEntities(token.text), ...styles)]];
    case "br":
      return [EMPTY_LINE, EMPTY_LINE];
    case "html":
      return htmlLines(token.text, styles);
    case "escape":
      return [[span(token.text, ...styles)]];
    default:
      if (token.type !== "checkbox" && "tokens" in token && token.tokens)
        return inlineLines(token.tokens, theme, styles);
      return [[span(prose("text" in token ? token.text : token.raw), ...styles)]];
  }
}

function marked(mark: string, style: Style, token: Token, theme: Theme, styles: Style[]): Line[] {
  const inner = "tokens" in token ? token.tokens : [];
  const lines = inlineLines(inner, theme, [...styles, style]);
  if (theme.color) return lines;
  const last = lines.length - 1;
  return lines.map((line, index) => [
    ...(index === 0 ? [span(mark)] : []),
    ...line,
    ...(index === last ? [span(mark)] : []),
  ]);
}

// The backticks stay, so that a space or a quotation mark is seen to belong to the code.
function codeSpans(text: string, styles: Style[] = []): Span[] {
  return [span("`", "muted"), span(text.replace(/\n/g, " "), ...styles, "code"), span("`", "muted")];
}

function link(href: string, lines: Line[], text: string, theme: Theme): Line[] {
  const url = webAddress(href);
  if (url === undefined) return lines;
  if (theme.links) return lines.map((line) => line.map((span) => ({ ...span, href: url })));
  if (text === href || `mailto:${text}` === href) return lines;
  const address = [span(" ("), span(href, "muted"), span(")")];
  return lines.map((line, index) => (index === lines.length - 1 ? [...line, ...address] : line));
}

/** The address of a link that leads out of the course, safe inside an escape sequence. */
function webAddress(href: string): string | undefined {
  if (!/^(https?|mailto):/i.test(href)) return undefined;
  return href.replace(/\p{Cs}/gu, "").replace(/[^\x21-\x7e]/gu, encodeURIComponent);
}

/** A comment and the tags of mere formatting show nothing; any other tag was meant as text, such as `<path>`. */
function htmlLines(tag: string, styles: Style[]): Line[] {
  if (/^<br\s*\/?>$/i.test(tag)) return [EMPTY_LINE, EMPTY_LINE];
  if (isSilentTag(tag)) return [EMPTY_LINE];
  return [[span(tag, ...styles)]];
}

function prose(text: string): string {
  return decodeEntities(String(text).replace(/\s*\n\s*|\t+/g, " "));
}
