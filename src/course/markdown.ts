/**
 * The small part of Markdown that a lesson's shape rests on: lines, headings, fences and `<details>` blocks.
 * What is inside a fence is never a heading. Line numbers are kept, so that an error can name its place.
 * How Markdown looks on a screen is decided elsewhere; here it stays text.
 */

/** One line of Markdown and where it stands in its file. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Whether the line belongs to a fenced block, its fences included. */
  readonly isFenced: boolean;
  /** Whether the line opens or closes a fenced block. */
  readonly isFence: boolean;
}

/** A heading and the lines below it, up to the next heading of that level. */
export interface Block {
  readonly heading: Line;
  /** The heading's text without its hashes. */
  readonly title: string;
  readonly body: readonly Line[];
}

/** A `<details>` block, taken apart. */
export interface Details {
  readonly summary: string;
  readonly start: Line;
  readonly body: readonly Line[];
}

/** A fenced block. */
export interface Fence {
  readonly start: Line;
  /** What stands behind the opening mark: `ts try`. */
  readonly info: string;
  readonly body: readonly Line[];
}

/** Tells of a shape that cannot be read: throws, naming the line. */
export type Refuse = (line: number, problem: string) => never;

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
// The summary may stand on the line of <details> or on the next.
const DETAILS = /^<details>\s*(<summary>.*<\/summary>)?$/;
const SUMMARY = /^<summary>(.*)<\/summary>$/;

/** Splits Markdown into lines and marks the fenced ones. CRLF and a byte order mark do no harm. */
export function linesOf(markdown: string, refuse: Refuse): Line[] {
  const texts = markdown.replace(/^\uFEFF/, "").split(/\r?\n/);
  let open: { mark: string; number: number } | undefined;
  const lines = texts.map((text, index) => {
    const number = index + 1;
    const [, mark, info] = FENCE.exec(text) ?? [];
    if (open === undefined) {
      if (mark !== undefined) open = { mark, number };
      return { text, number, isFenced: mark !== undefined, isFence: mark !== undefined };
    }
    const isEnd = mark?.startsWith(open.mark) && info?.trim() === "";
    if (isEnd) open = undefined;
    return { text, number, isFenced: true, isFence: isEnd === true };
  });
  if (open !== undefined)
    refuse(open.number, `This fence is never closed: end it with a line of ${open.mark}.`);
  return lines;
}

/** Cuts lines at the headings of one level: what stands before the first, and a block for each. */
export function blocksOf(
  lines: readonly Line[],
  level: number,
): { before: readonly Line[]; blocks: Block[] } {
  const mark = `${"#".repeat(level)} `;
  const starts = lines.flatMap((line, index) =>
    !line.isFenced && line.text.startsWith(mark) ? [index] : [],
  );
  const blocks = starts.map((start, which) => ({
    heading: lines[start]!,
    title: lines[start]!.text.slice(mark.length).trim(),
    body: lines.slice(start + 1, starts[which + 1]),
  }));
  return { before: lines.slice(0, starts[0]), blocks };
}

/** Lists the fenced blocks among some lines, each of them whole. */
export function fencesOf(lines: readonly Line[]): Fence[] {
  const fenced = lines.filter(({ isFenced }) => isFenced);
  const marks = fenced.flatMap(({ isFence }, index) => (isFence ? [index] : []));
  const starts = marks.filter((_, which) => which % 2 === 0);
  return starts.map((start, which) => ({
    start: fenced[start]!,
    info: fenced[start]!.text.replace(/^[\s`~]+/, "").trim(),
    body: fenced.slice(start + 1, marks[2 * which + 1]),
  }));
}

/** Takes the `<details>` blocks out of some lines. */
export function takeDetails(lines: readonly Line[], refuse: Refuse): { rest: Line[]; details: Details[] } {
  const rest: Line[] = [];
  const details: Details[] = [];
  let open: { start: Line; lines: Line[] } | undefined;
  for (const line of lines) {
    const tag = line.isFenced ? "" : line.text.trim();
    const start = DETAILS.exec(tag);
    if (start !== null) {
      if (open !== undefined) refuse(line.number, "A <details> block cannot stand inside another one.");
      open = { start: line, lines: start[1] === undefined ? [] : [{ ...line, text: start[1] }] };
    } else if (tag === "</details>") {
      if (open === undefined)
        return refuse(line.number, "This </details> closes nothing: remove it, or add <details>.");
      details.push(closeDetails(open.start, open.lines, refuse));
      open = undefined;
    } else {
      (open?.lines ?? rest).push(line);
    }
  }
  if (open !== undefined) refuse(open.start.number, "This <details> block is never closed: add </details>.");
  return { rest, details };
}

function closeDetails(start: Line, lines: readonly Line[], refuse: Refuse): Details {
  const [first, ...body] = trimBlank(lines);
  const summary = SUMMARY.exec(first?.text.trim() ?? "")?.[1];
  if (summary === undefined) {
    return refuse(
      start.number,
      "A <details> block begins with <summary>…</summary>, on its own line or on that of <details>.",
    );
  }
  return { summary: summary.trim(), start, body: trimBlank(body) };
}

/** Drops blank lines at both ends. */
function trimBlank(lines: readonly Line[]): readonly Line[] {
  const isText = (line: Line) => line.text.trim() !== "";
  const first = lines.findIndex(isText);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}

/** Lines as Markdown again, without blank lines at both ends, two blank lines inside made one. */
export function textOf(lines: readonly Line[]): string {
  return trimBlank(lines)
    .filter(
      (line, index, all) => line.isFenced || line.text.trim() !== "" || all[index - 1]?.text.trim() !== "",
    )
    .map((line) => line.text)
    .join("\n");
}
