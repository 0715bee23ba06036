/** A caret under one character of a text, wherever wrapping has put that character. */
import { CODE_GUTTER, CONTINUED_GUTTER } from "./code.ts";
import { columns, type Line, line, span } from "./line.ts";
import type { Style } from "./theme.ts";
import { breakRanges } from "./wrap.ts";

export interface MarkedRow {
  readonly line: Line;
  /** Whether the row holds the caret for the row above. */
  readonly isCaret: boolean;
}

/** Where the caret goes, and what to say beside it. */
export interface Caret {
  /** Of the character, in the text; the text's length for the place behind its end. */
  readonly index: number;
  readonly remark: string;
}

/** Lays out one line of code, with a row more below the character that the caret marks. */
export function markedRows(
  text: string,
  caret: Caret | undefined,
  width: number,
  style: Style | "",
): MarkedRow[] {
  // One column stays free for a caret behind the last character.
  const ranges = breakRanges(text, width - GUTTER_WIDTH - 1, true);
  return ranges.flatMap(([start, end], row) => {
    const gutter = row === 0 ? CODE_GUTTER : CONTINUED_GUTTER;
    const code = { line: [...gutter, span(text.slice(start, end), style)], isCaret: false };
    const isHere =
      caret !== undefined && isWithin(caret.index, start, row === ranges.length - 1 ? Infinity : end);
    if (!isHere) return [code];
    const column = GUTTER_WIDTH + columns(text.slice(start, caret.index));
    return [code, { line: caretLine(column, caret.remark, width), isCaret: true }];
  });
}

/** A caret in a column, with its remark to the right of it or, near the edge, to the left. */
export function caretLine(column: number, remark: string, width: number): Line {
  const left = column - remark.length - 1;
  if (remark !== "" && column + 2 + remark.length <= width)
    return line(`${" ".repeat(column)}^ ${remark}`, "failed");
  if (remark !== "" && left >= 0) return line(`${" ".repeat(left)}${remark} ^`, "failed");
  return line(`${" ".repeat(column)}^`, "failed");
}

/**
 * Finds where two texts part.
 *
 * @returns Index of the first character that differs, at the start of its code point; `undefined` when there is none
 *
 * @example
 * firstDifference("Not Found", "Not") // 3
 */
export function firstDifference(one: string, other: string): number | undefined {
  if (one === other) return undefined;
  let index = 0;
  while (one[index] === other[index]) index += 1;
  const isInsidePair = /[\ud800-\udbff]/.test(one[index - 1] ?? "");
  return isInsidePair ? index - 1 : index;
}

const GUTTER_WIDTH = 4;

function isWithin(index: number, start: number, end: number): boolean {
  return index >= start && index < end;
}
