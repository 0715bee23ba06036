import { posix } from "node:path";
import { Lexer, type Token, type Tokens, walkTokens } from "marked";

/**
 * A Markdown text in which each link to a file that is not there is only its words.
 *
 * @param file Path of the text, from the top of the pack
 * @param isThere Whether the pack has a file, or a folder
 *
 * @example
 * withLiveLinks("docs/a.md", "[one](b.md), [two](../c.md)", (path) => path === "docs/b.md") // "[one](b.md), two"
 */
export function withLiveLinks(file: string, markdown: string, isThere: (path: string) => boolean): string {
  let text = markdown;
  void walkTokens(new Lexer({ gfm: true }).lex(markdown), (token: Token) => {
    if (token.type !== "link" && token.type !== "image") return;
    const { href, raw, text: words } = token as Tokens.Link;
    if (isAddress(href) || isThere(targetOf(file, href))) return;
    text = text.replaceAll(raw, () => words);
  });
  return text;
}

/** On the web, or a heading of the same text. */
function isAddress(href: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|#)/i.test(href);
}

function targetOf(file: string, href: string): string {
  const [path = ""] = href.split("#");
  return posix.join(posix.dirname(file), decodeURIComponent(path)).replace(/\/$/, "");
}
