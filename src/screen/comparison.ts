/**
 * What was expected above what was received, with a caret under the first character that differs: in one row each where
 * both fit, otherwise as two blocks with a caret in each.
 */
import { type Caret, caretLine, firstDifference, type MarkedRow, markedRows } from "./caret.ts";
import { CODE_GUTTER } from "./code.ts";
import { columns, type Line, line, plainText, span } from "./line.ts";
import type { Style } from "./theme.ts";
import { visibleLines } from "./visible.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** One of the two texts, and how it looks. */
interface Side {
  readonly label: "Expected" | "Received";
  readonly style: Style;
  /** Control characters visible; LF only where a new line is meant. */
  readonly text: string;
  /** Where the text parts from the other. */
  readonly caret?: Caret;
}

/** Shows either text or both; nothing for neither. */
export function comparisonLines(
  expected: string | undefined,
  received: string | undefined,
  width: number,
): Line[] {
  const wanted = expected === undefined ? [] : [side("Expected", "passed", expected)];
  const got = received === undefined ? [] : [side("Received", "failed", received)];
  const sides = [...wanted, ...got];
  const at = wanted[0] && got[0] ? firstDifference(wanted[0].text, got[0].text) : undefined;
  const lines = layOut(at === undefined ? sides : sides.map((side) => withCaret(side, sides, at)), width);
  return sides.length === 2 && at === undefined ? [...lines, ...wrap(line(ALIKE), width)] : lines;
}

const ALIKE = "Both print alike; they differ in something that the text does not show, such as their types.";

function side(label: Side["label"], style: Style, text: string): Side {
  return { label, style, text: visibleLines(text, "\\t").join("\n") };
}

function withCaret(side: Side, sides: readonly Side[], index: number): Side {
  return { ...side, caret: { index, remark: side.label === "Received" ? remark(sides, index) : "" } };
}

function remark(sides: readonly Side[], index: number): string {
  const [expected, received] = sides;
  if (index === received?.text.length) return "ends too early";
  return index === expected?.text.length ? "should end here" : "differs here";
}

function layOut(sides: readonly Side[], width: number): Line[] {
  const rows = sides.map(
    ({ label, style, text }): Line => [span(label.padEnd(LABEL_WIDTH)), span(text, style)],
  );
  const isOneRowEach = rows.every((row) => columns(plainText(row)) < width);
  if (!isOneRowEach || sides.some((side) => side.text.includes("\n")))
    return sides.flatMap((side) => block(side, width));
  const last = sides.at(-1);
  if (last?.caret === undefined) return rows;
  const column = LABEL_WIDTH + columns(last.text.slice(0, last.caret.index));
  return [...rows, caretLine(column, last.caret.remark, width)];
}

const LABEL_WIDTH = "Expected  ".length;

function block(side: Side, width: number): Line[] {
  return [line(`${side.label}:`), ...aroundCaret(blockRows(side, width), width)];
}

/** The rows of a text, one or more for each of its lines; with a caret below the row that it belongs to. */
function blockRows({ text, style, caret }: Side, width: number): MarkedRow[] {
  let offset = 0;
  return text.split("\n").flatMap((line) => {
    const index = caret === undefined ? -1 : caret.index - offset;
    offset += line.length + 1;
    const isHere = caret !== undefined && index >= 0 && index <= line.length;
    return markedRows(line, isHere ? { ...caret, index } : undefined, width, style);
  });
}

// A text of more rows than this is shown around the difference.
const MOST_ROWS = 15;
const ROWS_BEFORE = 7;

function aroundCaret(rows: readonly MarkedRow[], width: number): Line[] {
  if (rows.length <= MOST_ROWS) return rows.map(({ line }) => line);
  const caret = rows.findIndex(({ isCaret }) => isCaret);
  const start = Math.max(0, Math.min(caret - ROWS_BEFORE, rows.length - MOST_ROWS));
  const shown = rows.slice(start, start + MOST_ROWS).map(({ line }) => line);
  return [...leftOut(start, width), ...shown, ...leftOut(rows.length - start - MOST_ROWS, width)];
}

function leftOut(count: number, width: number): Line[] {
  const note = line(`(${count} ${count === 1 ? "row" : "rows"} left out)`, "muted");
  return count === 0 ? [] : wrapAfter(CODE_GUTTER, note, width);
}
