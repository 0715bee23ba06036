/**
 * Highlighting that was prepared ahead, in `lessons/.tokens/NN-name.json`:
 *
 *     { "version": 1, "blocks": [{ "language": "ts", "lines": [[["k", "const"], ["", " x = "], ["n", "1"]]] }] }
 *
 * A block is found again by its language and its text, which is what its pieces make when joined. So a block that was
 * edited since is not found, and shows without colour rather than with the colours of another text.
 */
import { type Line, span } from "./line.ts";
import type { CodeStyle } from "./theme.ts";

/** Highlighting of a lesson's code blocks, as the file holds it. */
export interface TokenFile {
  readonly version: 1;
  readonly blocks: readonly TokenBlock[];
}

export interface TokenBlock {
  /** `ts` or `http`. */
  readonly language: string;
  readonly lines: readonly (readonly Token[])[];
}

/** A letter of `STYLE_OF_LETTER`, and the text that has the style. */
export type Token = readonly [letter: StyleLetter, text: string];

export type StyleLetter = keyof typeof STYLE_OF_LETTER;

const STYLE_OF_LETTER = {
  "": "",
  k: "keyword",
  s: "string",
  n: "number",
  c: "comment",
  f: "function",
  t: "type",
  o: "constant",
  h: "name",
} as const satisfies Record<string, CodeStyle | "">;

/** Looks up the highlighted lines of a code block; `undefined` for a block that was not prepared. */
export type CodeTokens = (language: string, code: string) => readonly Line[] | undefined;

/**
 * Makes the lookup from the parsed JSON of a token file. Whatever does not have the right shape is left out.
 *
 * @example
 * const tokens = parseTokens({ version: 1, blocks: [{ language: "ts", lines: [[["n", "1"]]] }] });
 * tokens("typescript", "1") // [[{ text: "1", styles: ["number"] }]]
 */
export function parseTokens(json: unknown): CodeTokens {
  const blocks = new Map<string, TokenBlock>();
  for (const block of blocksOf(json)) blocks.set(key(block.language, joinedText(block)), block);
  return (language, code) => blocks.get(key(language, code))?.lines.map(toLine);
}

/** The language by its short name: `typescript` is `ts`. */
export function shortLanguage(language: string): string {
  const name = language.trim().toLowerCase();
  return name === "typescript" ? "ts" : name;
}

function key(language: string, code: string): string {
  return `${shortLanguage(language)}\n${code.replaceAll("\r\n", "\n").trimEnd()}`;
}

function joinedText(block: TokenBlock): string {
  return block.lines.map((line) => line.map(([, text]) => text).join("")).join("\n");
}

function toLine(tokens: readonly Token[]): Line {
  return tokens.map(([letter, text]) => span(text, STYLE_OF_LETTER[letter]));
}

function blocksOf(json: unknown): TokenBlock[] {
  const file = json as Partial<TokenFile> | null | undefined;
  return file?.version === 1 && Array.isArray(file.blocks) ? file.blocks.filter(isBlock) : [];
}

function isBlock(value: unknown): value is TokenBlock {
  const block = value as Partial<TokenBlock> | null | undefined;
  if (typeof block?.language !== "string" || !Array.isArray(block.lines)) return false;
  return block.lines.every((line) => Array.isArray(line) && line.every(isToken));
}

function isToken(value: unknown): value is Token {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [letter, text] = value;
  return typeof letter === "string" && Object.hasOwn(STYLE_OF_LETTER, letter) && typeof text === "string";
}
