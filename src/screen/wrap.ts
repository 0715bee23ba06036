/**
 * Lays long lines out in a width. Places to break are found in the plain text, as ranges of indexes, and the styled
 * line is then cut at those indexes: styles never take part in measuring.
 */
import { columns, indent, type Line, plainText, type Span, sliceLine, span } from "./line.ts";

/** Start and end of one row, as indexes into a text. */
export type Range = readonly [start: number, end: number];

/**
 * Wraps a line of prose between words; the spaces at a break go. A word wider than `width` is cut. Code that is short
 * stays in one row, so that a command can be copied.
 */
export function wrap(line: Line, width: number): Line[] {
  return wordRanges(line.map((span) => wordsOf(span, width)).join(""), width).map(([start, end]) =>
    sliceLine(line, start, end),
  );
}

// A no-break space is as long and as wide as the space that it stands for.
function wordsOf({ text, styles }: Span, width: number): string {
  return styles.includes("code") && columns(text) <= width * 0.75 ? text.replaceAll(" ", "\u00a0") : text;
}

/** Wraps a line of prose; `first` stands before it, and as many spaces before the rows that follow. */
export function wrapAfter(first: Line, line: Line, width: number): Line[] {
  const used = columns(plainText(first));
  if (width - used < LEAST_WIDTH) return wrap([...first, ...line], width);
  return indent(wrap(line, width - used), first, [span(" ".repeat(used))]);
}

// Where less than this is left, nothing is set in.
const LEAST_WIDTH = 8;

/** Breaks a line of code into rows that keep every character, at a seam where there is one late in the row. */
export function wrapCode(line: Line, width: number): Line[] {
  return breakRanges(plainText(line), width, true).map(([start, end]) => sliceLine(line, start, end));
}

/**
 * Finds the rows of a text that is wrapped between words.
 *
 * @example
 * wordRanges("one two", 5) // [[0, 3], [4, 7]]
 */
export function wordRanges(text: string, width: number): Range[] {
  const rows: [number, number][] = [];
  for (const match of text.matchAll(/[^ ]+/g)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const row = rows.at(-1);
    if (row !== undefined && columns(text.slice(row[0], end)) <= width) row[1] = end;
    else for (const [from, to] of breakRanges(match[0], width)) rows.push([start + from, start + to]);
  }
  return rows.length === 0 ? [[0, 0]] : rows;
}

/**
 * Finds the rows of a text that keeps every character: each as full as it can be, or ended in its second half where
 * code has a seam (a space, a comma, an opening bracket) when `atSeam` asks for it.
 *
 * @example
 * breakRanges("abcdefgh", 5) // [[0, 5], [5, 8]]
 */
export function breakRanges(text: string, width: number, atSeam = false): Range[] {
  const rows: Range[] = [];
  const mostUnits = Math.max(1, width) * MOST_UNITS_PER_COLUMN;
  let start = 0;
  while (start < text.length) {
    const rest = text.slice(start, start + mostUnits);
    const isLast = start + rest.length === text.length && columns(rest) <= width;
    const length = isLast ? rest.length : rowLength(rest, width, atSeam);
    rows.push([start, start + length]);
    start += length;
  }
  return rows.length === 0 ? [[0, 0]] : rows;
}

function rowLength(rest: string, width: number, atSeam: boolean): number {
  const full = fullRowLength(rest, width);
  const row = rest.slice(0, full + 1);
  const seams = atSeam ? SEAMS.map((seam) => seam.exec(row)?.[0].length ?? 0) : [];
  return seams.find((length) => length > full / 2) ?? full;
}

// Up to the last place of a row, and one character more, where code parts well; the better kinds of place first.
const SEAMS = [/^.* (?=.)/s, /^.*,(?=.)/s, /^.*[([{](?=[^)\]}])/s];

/** How much of a text fills a row: at least one grapheme. */
function fullRowLength(text: string, width: number): number {
  if (/^[\x20-\x7e]*$/.test(text.slice(0, width + 1))) return Math.max(1, width);
  let [length, used] = [0, 0];
  for (const { segment } of segmenter().segment(text)) {
    used += columns(segment);
    // Side by side, graphemes can take other widths than alone; so the row itself is measured when it seems full.
    if (length > 0 && used >= width && columns(text.slice(0, length + segment.length)) > width) break;
    length += segment.length;
  }
  return length;
}

// One column may hold a letter and its combining marks; more of them than this are cut from their letter.
const MOST_UNITS_PER_COLUMN = 8;

let graphemes: Intl.Segmenter | undefined;

/** Made when it is first needed: it costs 10 ms, and most lessons are US-ASCII. */
function segmenter(): Intl.Segmenter {
  graphemes ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return graphemes;
}
