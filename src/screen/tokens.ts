/**
 * Highlighting and drawings that were prepared ahead, in `lessons/.tokens/NN-name.json`:
 *
 *     {
 *       "version": 2,
 *       "blocks": [{ "language": "ts", "lines": [[["k", "const"], ["", " x = "], ["n", "1"]]] }],
 *       "diagrams": [{ "source": "sequenceDiagram\n  C->>S: GET /", "lines": [[["m", "+---+ +---+"]]] }]
 *     }
 *
 * A block is found again by its language and its text, which is what its pieces make when joined; a drawing by the
 * source of its diagram. So what was edited since is not found, and shows without colours or drawing rather than with
 * those of another text.
 */
import { type Line, plainText, span } from "./line.ts";
import type { Style } from "./theme.ts";

/** What was prepared for a lesson's code blocks, as the file holds it. */
export interface TokenFile {
  readonly version: 2;
  readonly blocks: readonly TokenBlock[];
  readonly diagrams: readonly TokenDiagram[];
}

export interface TokenBlock {
  /** `ts` or `http`. */
  readonly language: string;
  readonly lines: TokenLines;
}

export interface TokenDiagram {
  /** In Mermaid. */
  readonly source: string;
  readonly lines: TokenLines;
}

type TokenLines = readonly (readonly Token[])[];

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
  m: "muted",
} as const satisfies Record<string, Style | "">;

/**
 * Looks up the highlighted lines of a code block, or for the language `mermaid` the drawing of a diagram; `undefined`
 * for what was not prepared.
 */
export type CodeTokens = (language: string, code: string) => readonly Line[] | undefined;

/**
 * Makes the lookup from the parsed JSON of a token file. Whatever does not have the right shape is left out.
 *
 * @example
 * const tokens = parseTokens({ version: 2, blocks: [{ language: "ts", lines: [[["n", "1"]]] }] });
 * tokens("typescript", "1") // [[{ text: "1", styles: ["number"] }]]
 */
export function parseTokens(json: unknown): CodeTokens {
  const file = json as Partial<Record<keyof TokenFile, unknown>> | null | undefined;
  const prepared = new Map<string, TokenLines>();
  if (file?.version !== 2) return () => undefined;
  for (const block of listOf(file.blocks, isBlock))
    prepared.set(key(block.language, joinedText(block)), block.lines);
  for (const { source, lines } of listOf(file.diagrams, isDiagram))
    prepared.set(key("mermaid", source), lines);
  return (language, code) => prepared.get(key(language, code))?.map(toLine);
}

/**
 * The same lookup, which knows one block more: it has the colours of another one, line by line. Of a line that differs
 * only what it begins with, a field name, is highlighted.
 */
export function likeWritten(tokens: CodeTokens, language: string, written: string, now: string): CodeTokens {
  const prepared = tokens(language, written);
  const lines = now
    .trimEnd()
    .split("\n")
    .map((text, index) => lineLike(prepared?.[index] ?? [], text));
  const own = key(language, now);
  return (asked, code) => (prepared && key(asked, code) === own ? lines : tokens(asked, code));
}

function lineLike(prepared: Line, text: string): Line {
  const [first] = prepared;
  if (plainText(prepared) === text) return prepared;
  if (first === undefined || !text.startsWith(first.text)) return [span(text)];
  return [first, span(text.slice(first.text.length))];
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

function listOf<T>(value: unknown, isRight: (each: unknown) => each is T): T[] {
  return Array.isArray(value) ? value.filter(isRight) : [];
}

function isBlock(value: unknown): value is TokenBlock {
  const block = value as Partial<TokenBlock> | null | undefined;
  return typeof block?.language === "string" && areLines(block.lines);
}

function isDiagram(value: unknown): value is TokenDiagram {
  const diagram = value as Partial<TokenDiagram> | null | undefined;
  return typeof diagram?.source === "string" && areLines(diagram.lines);
}

function areLines(value: unknown): value is TokenLines {
  return Array.isArray(value) && value.every((line) => Array.isArray(line) && line.every(isToken));
}

function isToken(value: unknown): value is Token {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [letter, text] = value;
  return typeof letter === "string" && Object.hasOwn(STYLE_OF_LETTER, letter) && typeof text === "string";
}
