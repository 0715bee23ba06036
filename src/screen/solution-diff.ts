/**
 * The learner's file beside the solution, whose comments are the reasons:
 *
 *     sources -> the parts to compare -> rows with a sign -> stretches -> lines
 *
 * The learner's lines are plain, the solution's highlighted. An answer that is built differently is not taken apart: a
 * reader is better served by the solution alone.
 */
import type { Task } from "../course/lesson.ts";
import { CODE_GUTTER, gutterRows } from "./code.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, plainText, span, stack } from "./line.ts";
import { type DiffRow, diffRows, isBuiltDifferently, isChange, stretchesOf } from "./line-diff.ts";
import { type SourcePart, taskPart, wholePart } from "./task-part.ts";
import type { Theme } from "./theme.ts";
import type { CodeTokens } from "./tokens.ts";
import { visibleLines } from "./visible.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** The two sources, whole, and their paths as the learner knows them. */
export interface SolutionFiles {
  /** The text of the learner's file. */
  readonly mine: string;
  readonly solution: string;
  /** Path of the learner's file: `exercises/03-responses.ts`. */
  readonly file: string;
  readonly solutionFile: string;
}

/**
 * Shows what only the learner's file has, and what only the solution has, with three lines around each difference.
 * White space around a line and blank lines are no differences.
 *
 * @param tokens Highlighting of the whole solution; without it the code is plain
 */
export function renderSolutionDiff(files: SolutionFiles, theme: Theme, tokens?: CodeTokens): string {
  const mine = mySide(files, wholePart(files.mine));
  const solution = solutionSide(files, wholePart(files.solution), tokens);
  const lines =
    mine.texts.length === 0
      ? aloneLines("Your file is empty", solution, theme.width)
      : bothLines("Your file", mine, solution, theme.width);
  return paint(lines, theme);
}

/**
 * As `renderSolutionDiff`, of what belongs to one task. `files` are whole all the same.
 *
 * @param task Its function is looked for by its name, or else by the number in its docstring
 */
export function renderTaskSolutionDiff(
  files: SolutionFiles,
  task: Pick<Task, "number" | "name">,
  theme: Theme,
  tokens?: CodeTokens,
): string {
  const mine = taskPart(files.mine, task);
  const solution = solutionSide(files, taskPart(files.solution, task) ?? wholePart(files.solution), tokens);
  const lines =
    mine === undefined
      ? aloneLines(`Your file has no \`${task.name}\``, solution, theme.width)
      : bothLines(`Your \`${task.name}\``, mySide(files, mine), solution, theme.width);
  return paint(lines, theme);
}

/** What is compared of one file. */
interface Side {
  readonly file: string;
  readonly firstLine: number;
  readonly texts: readonly string[];
  /** The same lines as they are shown. */
  readonly code: readonly Line[];
}

function mySide({ file }: SolutionFiles, { firstLine, lines }: SourcePart): Side {
  return { file, firstLine, texts: lines, code: plainLines(lines) };
}

function solutionSide(
  { solutionFile, solution }: SolutionFiles,
  { firstLine, lines }: SourcePart,
  tokens: CodeTokens | undefined,
): Side {
  const highlighted = tokens?.("ts", solution)?.slice(firstLine - 1, firstLine - 1 + lines.length);
  return { file: solutionFile, firstLine, texts: lines, code: highlighted ?? plainLines(lines) };
}

function plainLines(lines: readonly string[]): Line[] {
  return visibleLines(lines.join("\n")).map((text) => line(text));
}

/** @param name What the learner's side is called at the beginning of a sentence */
function bothLines(name: string, mine: Side, solution: Side, width: number): Line[] {
  const rows = diffRows(mine.texts, solution.texts);
  if (!rows.some(isChange)) return wrap(sentence(`${name} and the solution are the same.`), width);
  if (isBuiltDifferently(rows)) return aloneLines("Your answer is built differently", solution, width);
  const stretches = stretchesOf(rows).map(({ isShown, rows }) =>
    isShown ? shownLines(rows, mine, solution, width) : leftOutLines(rows, width),
  );
  return stack(legend(solution, width), ...stretches);
}

function aloneLines(why: string, { file, firstLine, code }: Side, width: number): Line[] {
  return stack(wrap(sentence(`${why}, so here is the solution by itself.`), width), [
    ...placeLines(file, firstLine, width),
    ...code.flatMap((line) => gutterRows(line, width)),
  ]);
}

/** What stands before a line that only one of two texts has. */
export const CHANGE_MARKS = {
  "-": [span("-   ", "failed")],
  "+": [span("+   ", "passed")],
  " ": CODE_GUTTER,
} as const satisfies Record<DiffRow["sign"], Line>;

function legend({ file }: Side, width: number): Line[] {
  return [
    ...wrap(line(`One right answer, ${file}; yours may look different and be as right.`), width),
    ...wrapAfter(CHANGE_MARKS["-"], line("only in your file"), width),
    ...wrapAfter(CHANGE_MARKS["+"], line("only in the solution"), width),
  ];
}

function shownLines(rows: readonly DiffRow[], mine: Side, solution: Side, width: number): Line[] {
  const code = rows.flatMap((row) => gutterRows(codeOf(row, mine, solution), width, CHANGE_MARKS[row.sign]));
  return [...placeLines(mine.file, mine.firstLine + (rows[0]?.mine ?? 0), width), ...code];
}

function placeLines(file: string, firstLine: number, width: number): Line[] {
  return wrap(line(`${file}, from line ${firstLine}:`, "strong"), width);
}

/** The solution's wording where both say the same, so that its indentation goes through; colour is for what it adds. */
function codeOf({ sign, mine: at, theirs }: DiffRow, mine: Side, solution: Side): Line {
  if (sign === "-") return mine.code[at] ?? [];
  const code = solution.code[theirs] ?? [];
  return sign === "+" ? code : line(plainText(code));
}

function leftOutLines(rows: readonly DiffRow[], width: number): Line[] {
  const note = `(${rows.length} lines left out; both have them)`;
  return wrapAfter(CODE_GUTTER, line(note, "muted"), width);
}
