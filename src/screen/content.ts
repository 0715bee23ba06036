/** The octets of a body as rows: text as text, everything else in hexadecimal, and of what is long the two ends. */
import type { Sender } from "../wire/transcript.ts";
import { CODE_GUTTER, gutterRows } from "./code.ts";
import { type Line, line, span } from "./line.ts";
import { concat, lineEndLength, senderMark, wireLines } from "./transcript.ts";
import { visibleOctets } from "./visible.ts";
import { wrapAfter } from "./wrap.ts";

/** How much is shown of each end of long content, in octets and in lines. */
interface Amount {
  readonly front: { readonly octets: number; readonly lines: number };
  readonly back: { readonly octets: number; readonly lines: number };
}

const AMPLE: Amount = { front: { octets: 1024, lines: 24 }, back: { octets: 128, lines: 4 } };
/** Of each of many chunks. */
const LITTLE: Amount = { front: { octets: 192, lines: 4 }, back: { octets: 48, lines: 1 } };
/** Leaving out less than the note takes would help nobody. */
const LEAST_LEFT_OUT = 64;

/** How content shows. */
export interface ContentStyle {
  readonly isText: boolean;
  /** It is one of many pieces, of which a little each is enough. */
  readonly isPiece: boolean;
}

/** What nobody knows better of. */
export const AS_TEXT: ContentStyle = { isText: true, isPiece: false };

/** Rows of content, marked as the sender's. */
export function contentLines(octets: Uint8Array, style: ContentStyle, from: Sender, width: number): Line[] {
  const { front, back } = style.isPiece ? LITTLE : AMPLE;
  const frontEnd = frontLength(octets, front);
  const backStart = Math.max(frontEnd, octets.length - backLength(octets, back));
  const rows = (part: Uint8Array) => (style.isText ? textRows : hexRows)(part, from, width);
  if (backStart - frontEnd < LEAST_LEFT_OUT) return rows(octets);
  const note = line(`(${(backStart - frontEnd).toLocaleString("en")} octets left out)`, "muted");
  return [
    ...rows(octets.subarray(0, frontEnd)),
    ...wrapAfter(CODE_GUTTER, note, width),
    ...rows(octets.subarray(backStart)),
  ];
}

function frontLength(octets: Uint8Array, most: Amount["front"]): number {
  const end = wholeCharacters(octets, most.octets);
  return concat(wireLines(octets.subarray(0, end)).slice(0, most.lines)).length;
}

function backLength(octets: Uint8Array, most: Amount["back"]): number {
  const start = wholeCharacters(octets, Math.max(0, octets.length - most.octets));
  return concat(wireLines(octets.subarray(start)).slice(-most.lines)).length;
}

/** An index at or a little before `index` where no character of UTF-8 is cut in two. */
function wholeCharacters(octets: Uint8Array, index: number): number {
  const isInside = (at: number) => ((octets[at] ?? 0) & 0xc0) === 0x80;
  return [index, index - 1, index - 2, index - 3].find((at) => at >= 0 && !isInside(at)) ?? index;
}

function textRows(octets: Uint8Array, from: Sender, width: number): Line[] {
  return wireLines(octets).flatMap((row) => {
    const text = row.subarray(0, row.length - lineEndLength(row));
    const lineEnd = visibleOctets(row.subarray(text.length));
    return gutterRows([span(shownText(text), from), span(lineEnd, "muted")], width, senderMark(from));
  });
}

/** UTF-8 as it is read; octets that are none as escapes. A backslash is doubled, so that no escape is mistaken. */
function shownText(octets: Uint8Array): string {
  return decoded(octets)?.replaceAll("\\", "\\\\") ?? visibleOctets(octets);
}

function hexRows(octets: Uint8Array, from: Sender, width: number): Line[] {
  const perRow = width >= 4 + 16 * 4 + 1 ? 16 : 8;
  const hasCharacters = width >= 4 + perRow * 4 + 1;
  const rows = Array.from({ length: Math.ceil(octets.length / perRow) }, (_, row) =>
    octets.subarray(row * perRow, (row + 1) * perRow),
  );
  return rows.flatMap((row) => {
    const hex = Array.from(row, (octet) => octet.toString(16).padStart(2, "0")).join(" ");
    const characters = hasCharacters ? `${" ".repeat((perRow - row.length) * 3 + 2)}${printable(row)}` : "";
    return gutterRows([span(hex, from), span(characters, "muted")], width, senderMark(from));
  });
}

function printable(octets: Uint8Array): string {
  return Array.from(octets, (octet) =>
    octet >= 0x20 && octet <= 0x7e ? String.fromCharCode(octet) : ".",
  ).join("");
}

const TEXT_TYPE = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|javascript|x-www-form-urlencoded)\b)/i;
// A text has tabs and line ends, and no other control character.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * Whether content shows as text: its type says so and no coding hides it, or it reads as UTF-8 all the same.
 *
 * @param contentType The value of Content-Type; `""` where there is none
 * @param contentCoding That of Content-Encoding
 */
export function isTextContent(octets: Uint8Array, contentType: string, contentCoding: string): boolean {
  const isCoded = !/^(?:identity)?$/i.test(contentCoding.trim());
  if (TEXT_TYPE.test(contentType) && !isCoded) return true;
  const text = decoded(octets);
  return text !== undefined && !CONTROL.test(text);
}

/** Undefined where it is not UTF-8. A character that is cut off at the end is left out. */
function decoded(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return undefined;
  }
}
