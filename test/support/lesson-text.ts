/** What is wrong with the text of a lesson, a line for each place: `lessons/03-responses.md:12: 84 columns ...`. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Lexer, type Token, walkTokens } from "marked";
import { blocksOf, linesOf } from "../../src/course/markdown.ts";
import { columns } from "../../src/screen/line.ts";
import { root } from "./grade-file.ts";

const MOST_COLUMNS = 80;

/** Lines that a terminal would have to wrap. Tables are laid out anew, and an address cannot be broken. */
export function longLines(markdown: string, file: string): string[] {
  return textLines(markdown).flatMap((text, index) => {
    const count = columns(text);
    if (count <= MOST_COLUMNS || /^\||https?:/.test(text)) return [];
    return `${file}:${index + 1}: ${count} columns, and ${MOST_COLUMNS} fit: ${text}`;
  });
}

/** Relative links and images whose file does not exist. */
export function brokenLinks(markdown: string, file: string): string[] {
  const targets: string[] = [];
  void walkTokens(new Lexer({ gfm: true }).lex(markdown), (token: Token) => {
    if (token.type === "link" || token.type === "image") targets.push(token.href);
  });
  return targets.filter(isMissing).map((target) => {
    const line = textLines(markdown).findIndex((text) => text.includes(target)) + 1;
    return `${file}:${line}: there is no ${target} beside the lesson`;
  });

  function isMissing(target: string): boolean {
    const [path = ""] = target.split(/[?#]/);
    if (path === "" || /^[a-z][a-z\d+.-]*:/i.test(path)) return false;
    return !existsSync(join(root, dirname(file), decodeURIComponent(path)));
  }
}

/** The last second-level heading, without its hashes. */
export function lastHeading(markdown: string): string | undefined {
  const lines = linesOf(markdown, (line, problem) => {
    throw new Error(`${line}: ${problem}`);
  });
  return blocksOf(lines, 2).blocks.at(-1)?.title;
}

function textLines(markdown: string): string[] {
  return markdown.split(/\r?\n/);
}
