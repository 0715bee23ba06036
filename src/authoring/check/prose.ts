/**
 * The prose of a Markdown text: the text itself, with spaces in place of everything that is not prose. So an index in
 * the one is an index in the other.
 */
import { Lexer } from "marked";

/** One line of prose and where it stands in its file. */
export interface ProseLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

// Fences in lists, which the lexer leaves inside their item.
const FENCE = /^ *(`{3,}|~{3,})[^\n]*\n(?:.*\n)*?\s*\1[`~]*$/gm;
const CODE_SPAN = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g;
const LINK_TARGET = /(?<=\])\([^)\s]*(?:\s+"[^"]*")?\)/g;
const TAG_OR_ADDRESS = /<[^>\n]*>|\bhttps?:\/\/[^\s)]+/g;

/** Blanks out code, the addresses of links, and HTML tags. */
export function proseOf(markdown: string): string {
  return new Lexer({ gfm: true })
    .lex(markdown)
    .map(({ type, raw }) => (type === "code" ? blank(raw) : blankInside(raw)))
    .join("");
}

/** The lines of `proseOf` that say something. */
export function proseLines(markdown: string): ProseLine[] {
  return proseOf(markdown)
    .split("\n")
    .map((text, index) => ({ number: index + 1, text }))
    .filter(({ text }) => text.trim() !== "");
}

/** Line of an index, from 1. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

function blankInside(raw: string): string {
  return [FENCE, CODE_SPAN, LINK_TARGET, TAG_OR_ADDRESS].reduce(
    (text, pattern) => text.replace(pattern, blank),
    raw,
  );
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
