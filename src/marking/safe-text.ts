import { visibleLines } from "../screen/index.ts";

/**
 * Text of a submission as every reader of a report can take it: lines, in which what a terminal, a browser or an XML
 * parser would obey or refuse is written as an escape. What is too long is cut, and that is said.
 *
 * @param most Characters that are kept
 *
 * @example
 * safeText("\x1b[31mred\uffff", 100) // "\\x1b[31mred\\u{ffff}"
 */
export function safeText(text: string, most: number): string {
  // Octets are many and readers few: nothing is done to what will be cut.
  const kept = visibleLines(text.slice(0, most)).join("\n").replace(NONCHARACTER, escapeCharacter);
  const short = wholeCharacters(kept.slice(0, most));
  const leftOut = Math.max(text.length - most, kept.length - short.length, 0);
  return leftOut === 0 ? short : `${short} (${leftOut} characters left out)`;
}

// Permanently reserved, and refused by XML.   Unicode §23.7
const NONCHARACTER = /\p{Noncharacter_Code_Point}/gu;

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** Without half of a character at the end. */
function wholeCharacters(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
