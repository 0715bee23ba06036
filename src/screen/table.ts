/**
 * A table as columns where they fit, and otherwise as a list of "column: value". Cells come as unwrapped lines.
 */
import { columns, EMPTY_LINE, type Line, plainText, span, stack } from "./line.ts";
import { wrap, wrapAfter } from "./wrap.ts";

export interface Table {
  readonly header: readonly Line[];
  readonly rows: readonly (readonly Line[])[];
  /** Columns whose cells end at the right edge. */
  readonly isRight: readonly boolean[];
}

const GAP = "  ";

export function tableLines(table: Table, width: number): Line[] {
  const widths = columnWidths(table, width);
  return widths === undefined ? listLines(table, width) : columnLines(table, widths);
}

/**
 * How wide each column is: as wide as its text where all fit; else as wide as its words, the rest shared out by need.
 *
 * @returns `undefined` when even the words do not fit side by side
 */
function columnWidths(table: Table, width: number): number[] | undefined {
  const wanted = table.header.map((_, index) =>
    Math.max(...cells(table, index).map((cell) => columns(plainText(cell)))),
  );
  const least = wanted.map((wanted, index) =>
    Math.min(wanted, Math.max(longestWord(cells(table, index), width), LEAST_WRAPPED)),
  );
  const free = width - GAP.length * (wanted.length - 1) - sum(least);
  if (free < 0) return undefined;
  const missing = sum(wanted) - sum(least);
  if (missing <= free) return wanted;
  return least.map((least, index) => least + Math.floor((free * ((wanted[index] ?? 0) - least)) / missing));
}

// A column that wraps into less than this is a tower of words.
const LEAST_WRAPPED = 12;

function columnLines(table: Table, widths: readonly number[]): Line[] {
  const rule: Line = widths.flatMap((width, index) => [
    span(index === 0 ? "" : GAP),
    span("-".repeat(width), "muted"),
  ]);
  const header = rowLines(table.header.map(strong), widths, []);
  const rows = table.rows.map((row) => rowLines(row, widths, table.isRight));
  const isWrapped = rows.some((row) => row.length > 1);
  return [...header, rule, ...(isWrapped ? stack(...rows) : rows.flat())];
}

function rowLines(row: readonly Line[], widths: readonly number[], isRight: readonly boolean[]): Line[] {
  const wrapped = widths.map((width, index) => wrap(row[index] ?? EMPTY_LINE, width));
  const height = Math.max(...wrapped.map((cell) => cell.length));
  return Array.from({ length: height }, (_, at) =>
    widths.flatMap((width, index) => {
      const cell = padded(wrapped[index]?.[at] ?? EMPTY_LINE, width, isRight[index] === true);
      return index === 0 ? cell : [span(GAP), ...cell];
    }),
  );
}

function padded(cell: Line, width: number, isRight: boolean): Line {
  const padding = span(" ".repeat(Math.max(0, width - columns(plainText(cell)))));
  return isRight ? [padding, ...cell] : [...cell, padding];
}

function listLines(table: Table, width: number): Line[] {
  const rows = table.rows.map((row) =>
    table.header.flatMap((header, index) => {
      const label = plainText(header) === "" ? [] : [...strong(header), span(": ")];
      return wrapAfter([span(index === 0 ? "- " : "  ")], [...label, ...(row[index] ?? [])], width);
    }),
  );
  return stack(...rows);
}

function strong(cell: Line): Line {
  return cell.map((span) => ({ ...span, styles: ["strong", ...span.styles] }));
}

function cells(table: Table, index: number): Line[] {
  return [table.header, ...table.rows].map((row) => row[index] ?? EMPTY_LINE);
}

/** Columns of the longest word; one of more than half the table's width may be cut. */
function longestWord(cells: readonly Line[], width: number): number {
  const words = cells.flatMap((cell) => plainText(cell).split(" "));
  return Math.min(Math.floor(width / 2), Math.max(0, ...words.map(columns)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
