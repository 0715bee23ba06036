import { Lexer, type Token, walkTokens } from "marked";

export interface CodeBlock {
  /** The first word after the fence; empty where there is none. */
  readonly language: string;
  readonly code: string;
}

/** Lists the code blocks of a Markdown text in order, those in lists, quotations and details included. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  void walkTokens(new Lexer({ gfm: true }).lex(markdown), (token: Token) => {
    if (token.type === "code") blocks.push({ language: token.lang?.split(/\s/)[0] ?? "", code: token.text });
  });
  return blocks;
}
