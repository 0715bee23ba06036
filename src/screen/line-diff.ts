/** What two texts have in common, line by line, and which stretches of it are worth showing. */
import { type ChangeObject, diffArrays } from "diff";

/** A line that one of the texts has, or both. */
export interface DiffRow {
  readonly sign: "-" | "+" | " ";
  /** Without the white space around it. */
  readonly text: string;
  /** Index of the line in either text; of the next line, in the text that does not have it. */
  readonly mine: number;
  readonly theirs: number;
}

/** Rows that stand together: shown, or all alike and left out. */
export interface Stretch {
  readonly isShown: boolean;
  readonly rows: readonly DiffRow[];
}

/**
 * Finds the lines that only one of two texts has. White space around a line does not count, nor does a blank line
 * between others.
 *
 * @example
 * diffRows(["a", "b"], ["a", "  c"]).map((row) => row.sign + row.text) // [" a", "-b", "+c"]
 */
export function diffRows(mine: readonly string[], theirs: readonly string[]): DiffRow[] {
  const signed = changesOf(mine.map(trim), theirs.map(trim)).flatMap(({ value, removed, added }) =>
    value.map((text): Signed => ({ sign: removed ? "-" : added ? "+" : " ", text })),
  );
  const rows: DiffRow[] = [];
  for (const row of numbered(joined(signed))) rows.push(...withoutBlank(row, rows.at(-1)));
  return rows;
}

/** Whether a row is a difference. */
export function isChange({ sign, text }: DiffRow): boolean {
  return sign !== " " && text !== "";
}

/**
 * Whether two texts have so little code in common that their lines are better not set against each other. A few lines
 * always are: they are taken in at a glance.
 */
export function isBuiltDifferently(rows: readonly DiffRow[]): boolean {
  const code = rows.filter(({ text }) => /\w/.test(text) && !NOT_TELLING.test(text));
  const [both, mine, theirs] = [" ", "-", "+"].map((sign) => code.filter((row) => row.sign === sign).length);
  const shorter = both! + Math.min(mine!, theirs!);
  return mine! + theirs! > FEW_LINES && both! < shorter * LEAST_SHARE;
}

const FEW_LINES = 12;
const LEAST_SHARE = 0.3;

// Comments, since the stub brings its docstrings along; what is in any function; and what the stub throws.
const NOT_TELLING = /^(?:\/[/*]|\*)|^\W*(?:try|finally|else|return)\W*$|\bis not written yet\b/;

/** Cuts rows into what is shown, the changes and three lines around each, and what is left out. */
export function stretchesOf(rows: readonly DiffRow[]): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const [start, end] of leftOutRanges(rows)) {
    stretches.push({ isShown: true, rows: rows.slice(from, start) });
    stretches.push({ isShown: false, rows: rows.slice(start, end) });
    from = end;
  }
  stretches.push({ isShown: true, rows: rows.slice(from) });
  return stretches.filter((stretch) => stretch.rows.length > 0);
}

const CONTEXT = 3;
// The note and the heading of the next stretch take as many rows; leaving out fewer would help nobody.
const LEAST_LEFT_OUT = 4;

/** Start and end of each run of rows that is too far from a change to be shown. */
function leftOutRanges(rows: readonly DiffRow[]): [start: number, end: number][] {
  const changes = rows.flatMap((row, index) => (isChange(row) ? [index] : []));
  // As if changes stood so far outside that their surroundings just do not reach in.
  const edges = [-1 - CONTEXT, ...changes, rows.length + CONTEXT];
  return edges.slice(1).flatMap((after, index) => {
    const [start, end] = [edges[index]! + CONTEXT + 1, after - CONTEXT];
    return end - start < LEAST_LEFT_OUT ? [] : [[start, end]];
  });
}

// More differences than this are not looked for one by one: the time grows with their square.
const MOST_DIFFERENCES = 4000;

function changesOf(
  mine: string[],
  theirs: string[],
): Pick<ChangeObject<string[]>, "value" | "added" | "removed">[] {
  return (
    diffArrays(mine, theirs, { maxEditLength: MOST_DIFFERENCES }) ?? [
      { value: mine, removed: true, added: false },
      { value: theirs, removed: false, added: true },
    ]
  );
}

function trim(line: string): string {
  return line.trim();
}

type Signed = Pick<DiffRow, "sign" | "text">;

function numbered(rows: readonly Signed[]): DiffRow[] {
  let next = { mine: 0, theirs: 0 };
  return rows.map(({ sign, text }) => {
    const row = { sign, text, ...next };
    next = { mine: next.mine + (sign === "+" ? 0 : 1), theirs: next.theirs + (sign === "-" ? 0 : 1) };
    return row;
  });
}

/**
 * Joins a run of one sign to the one above, where only lines stand between that it ends in as well. So the brace that
 * both have is that of the function, and not one inside:
 *
 *     +  if (a) {        +  if (a) {
 *     +    b();          +    b();
 *        }           ->  +  }
 *     +}                  }
 */
function joined(rows: readonly Signed[]): Signed[] {
  const signs = rows.map((row) => row.sign);
  for (let end = 0; end < rows.length; end += 1) {
    const sign = signs[end]!;
    if (sign === " " || signs[end + 1] === sign) continue;
    const start = signs.findLastIndex((each, index) => index < end && each !== sign) + 1;
    const length = between(rows, signs, start, end);
    if (length === 0 || signs[start - length - 1] !== sign) continue;
    signs.fill(sign, start - length, start);
    signs.fill(" ", end - length + 1, end + 1);
  }
  return rows.map(({ text }, index) => ({ sign: signs[index]!, text }));
}

/** How many lines that both have stand above a run and end it too. */
function between(rows: readonly Signed[], signs: readonly string[], start: number, end: number): number {
  let length = 0;
  while (signs[start - length - 1] === " " && rows[start - length - 1]?.text === rows[end - length]?.text)
    length += 1;
  return length;
}

/** A blank line goes with the change that it follows; elsewhere it is no change. */
function withoutBlank(row: DiffRow, before: DiffRow | undefined): DiffRow[] {
  if (row.text !== "" || row.sign === before?.sign) return [row];
  return row.sign === "-" ? [] : [{ ...row, sign: " " }];
}
