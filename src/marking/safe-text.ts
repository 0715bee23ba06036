import { visibleLines } from "../screen/index.ts";

/**
 * Text of a submission as every reader of a report can take it: lines, in which what a terminal, a browser or an XML
 * parser would obey or refuse is written as an escape. What is too long is cut, and that is said.
 *
 * @param most Characters that are kept
 *
 * @example
 * safeText("\x1b[31m red", 100) // "\\x1b[31m red"
 */
export function safeText(text: string, most: number): string {
  if (text.length <= most && PLAIN.test(text)) return text;
  // Octets are many and readers few: nothing is done to what will be cut.
  const kept = visibleLines(wholeCharacters(text.slice(0, most))).join("\n");
  const short = wholeCharacters(kept.slice(0, most));
  const leftOut = Math.max(text.length - most, kept.length - short.length, 0);
  return leftOut === 0 ? short : `${short} (${leftOut} characters left out)`;
}

// What most texts are: printable US-ASCII in lines.
const PLAIN = /^[\n\x20-\x7e]*$/;

/** Without half of a character at the end. */
function wholeCharacters(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
