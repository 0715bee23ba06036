import type { Token } from "marked";
import { isSilentTag } from "./html.ts";

/** A `<details>` element: its summary, and the blocks that it folds away elsewhere. */
export interface Details {
  readonly type: "details";
  readonly summary: string;
  readonly blocks: Block[];
}

export type Block = Token | Details;

/**
 * Gathers what stands between `<details>` and `</details>` into one block. Markdown has no such element: to the lexer
 * the two tags are separate pieces of HTML with ordinary blocks between them. Comments and tags of formatting go.
 */
export function foldDetails(tokens: readonly Token[]): Block[] {
  const folder = new Folder();
  for (const token of tokens) {
    if (token.type === "html") for (const piece of String(token.text).split(PIECES)) folder.addHtml(piece);
    else folder.add(token);
  }
  return folder.blocks;
}

const PIECES = /(<!--[\s\S]*?(?:-->|$)|<\/?details\b[^>]*>|<summary\b[^>]*>[\s\S]*?<\/summary>)/i;
const TAGS = /<!--[\s\S]*?(?:-->|$)|<\/?[a-z][^>]*>/gi;

class Folder {
  readonly blocks: Block[] = [];
  readonly #open: { type: "details"; summary: string; blocks: Block[] }[] = [];

  add(block: Block): void {
    (this.#open.at(-1)?.blocks ?? this.blocks).push(block);
  }

  addHtml(html: string): void {
    const text = html.replace(TAGS, (tag) => (isSilentTag(tag) ? "" : tag)).trim();
    if (/^<details\b/i.test(html)) this.#start();
    else if (/^<\/details\b/i.test(html)) this.#open.pop();
    else if (/^<summary\b/i.test(html)) this.#summarise(text);
    else if (text !== "")
      this.add({ type: "paragraph", raw: text, text, tokens: [{ type: "text", raw: text, text }] });
  }

  #start(): void {
    const details: Details = { type: "details", summary: "Details", blocks: [] };
    this.add(details);
    this.#open.push(details);
  }

  #summarise(summary: string): void {
    const details = this.#open.at(-1);
    if (details !== undefined) details.summary = summary;
  }
}
