/**
 * Highlights code ahead of time. Shiki's first TypeScript costs 0.3 s, which no learner should wait for, so its findings
 * are kept in a file beside the lesson (see `../tokens.ts`).
 */
import { createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import { type StyleLetter, shortLanguage, type Token, type TokenBlock } from "../tokens.ts";
import type { CodeBlock } from "./code-blocks.ts";
import { httpGrammar } from "./http-grammar.ts";
import { letterOf } from "./scopes.ts";

/** Highlights the blocks in TypeScript and HTTP; those in other languages and repeated ones are left out. */
export async function tokenizeBlocks(blocks: readonly CodeBlock[]): Promise<TokenBlock[]> {
  const highlighter = await createHighlighterCore({
    langs: [import("shiki/langs/typescript.mjs"), httpGrammar],
    themes: [],
    engine: createOnigurumaEngine(import("shiki/wasm")),
  });
  try {
    return distinct(blocks).map((block) => tokenizeBlock(block, highlighter));
  } finally {
    highlighter.dispose();
  }
}

const GRAMMARS: Readonly<Record<string, string>> = { ts: "typescript", http: "http" };

function distinct(blocks: readonly CodeBlock[]): CodeBlock[] {
  const known = new Map<string, CodeBlock>();
  for (const { language, code } of blocks) {
    const block = { language: shortLanguage(language), code: code.replaceAll("\r\n", "\n").trimEnd() };
    if (Object.hasOwn(GRAMMARS, block.language)) known.set(`${block.language}\n${block.code}`, block);
  }
  return [...known.values()];
}

function tokenizeBlock({ language, code }: CodeBlock, highlighter: HighlighterCore): TokenBlock {
  const grammar = highlighter.getLanguage(GRAMMARS[language] ?? "");
  // Shiki's own tokenising passes over empty lines, and it is an empty line that ends a field section.
  let state: Parameters<typeof grammar.tokenizeLine>[1] = null;
  const lines = code.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return joined(
      tokens.map(({ startIndex, endIndex, scopes }) => [letterOf(scopes), line.slice(startIndex, endIndex)]),
    );
  });
  return { language, lines };
}

/** The pieces of one line, neighbours of one style joined; a space takes the style of what stands before it. */
function joined(tokens: readonly Token[]): Token[] {
  const pieces: [StyleLetter, string][] = [];
  for (const [letter, text] of tokens) {
    const last = pieces.at(-1);
    if (last !== undefined && (last[0] === letter || text.trim() === "")) last[1] += text;
    else if (text !== "") pieces.push([letter, text]);
  }
  return pieces;
}
