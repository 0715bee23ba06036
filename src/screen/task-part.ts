/**
 * What of an exercise or a solution belongs to one task: its function, the docstring, comments and constants above it,
 * and the helpers below it.
 *
 *     import, export interface                     no task's
 *     const A, docstring, export function one      task 1
 *     function helper                              task 1
 *     const B, docstring, export function two      task 2
 *
 * Only lines that begin in the first column are looked at: what a learner is still writing need not parse.
 */
import type { Task } from "../course/lesson.ts";

/** Lines of a source, and where they stand in it. */
export interface SourcePart {
  /** 1 for the first line of the source. */
  readonly firstLine: number;
  /** Without their line ends; no blank line at either end. */
  readonly lines: readonly string[];
}

/**
 * Cuts out what belongs to a task: its function is found by its name, or else by a docstring that begins "Task 2".
 *
 * @param source An exercise, as messy as it may be, or a solution; lines end in LF or CRLF
 * @returns `undefined` when neither the name nor the docstring is there
 *
 * @example
 * taskPart("import x;\n\nconst A = 1;\nexport function f() {\n}\n", { number: 1, name: "f" })
 * // { firstLine: 3, lines: ["const A = 1;", "export function f() {", "}"] }
 */
export function taskPart(source: string, task: Pick<Task, "number" | "name">): SourcePart | undefined {
  const lines = linesOf(source);
  const pieces = piecesOf(lines);
  const own = indexOfTask(pieces, task);
  const declaration = pieces[own];
  if (declaration === undefined) return undefined;
  const next = pieces.findIndex((piece, index) => index > own && isOfAnother(piece, declaration, task));
  const end = next === -1 ? lines.length : startOf(pieces, next, own + 1);
  return partOf(lines, startOf(pieces, own), end);
}

/** The whole source without the comment on its first line, which speaks of the file: `// Lesson 3, responses`. */
export function wholePart(source: string): SourcePart {
  const lines = linesOf(source);
  return partOf(lines, 0, lines.length);
}

/** The lines of a source; a first line that speaks of the file is blank. */
function linesOf(source: string): string[] {
  const [first = "", ...rest] = source.split(/\r?\n/);
  return [/^\s*\/\/ Lesson \d/.test(first) ? "" : first, ...rest];
}

function partOf(lines: readonly string[], start: number, end: number): SourcePart {
  const isText = (line: string) => line.trim() !== "";
  const first = Math.max(
    start,
    lines.findIndex((line, index) => index >= start && isText(line)),
  );
  const last = lines.findLastIndex((line, index) => index < end && isText(line));
  return { firstLine: first + 1, lines: lines.slice(first, last + 1) };
}

/** Something that begins in the first column of a line. */
interface Piece {
  /** Of its line; 0 for the first. */
  readonly index: number;
  /** Whether it is code on its own, or the end of such; a comment, a constant, a type leads to what stands below it. */
  readonly isAlone: boolean;
  readonly isExported: boolean;
  /** What it declares. */
  readonly name: string | undefined;
  /** The task that it is the docstring of. */
  readonly task: number | undefined;
}

// What opens a piece that leads to the next, and a piece of its own.
const LEADING = /^(?:const|let|var|type|interface|enum)\b(?!.*(?:=>|\bfunction\b))/;
const ALONE = /^(?:import|export|declare|async|function|class|abstract|const|let|var)\b/;
const DECLARED =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\b\s*\*?|(?:class|const|let|var)\b)\s*([\w$]+)/;
const DOCSTRING = /^\/[/*][\s*]*Task (\d+)\b/;

function piecesOf(lines: readonly string[]): Piece[] {
  let isAlone = false;
  return lines.flatMap((text, index) => {
    if (!/^\S/.test(text)) return [];
    if (LEADING.test(text)) isAlone = false;
    else if (ALONE.test(text)) isAlone = true;
    // A brace is of the kind of what it closes; any other text leads on.
    const isKnown = ALONE.test(text) || /^[})\]]/.test(text);
    const task = DOCSTRING.exec(`${text} ${lines[index + 1] ?? ""}`)?.[1];
    return {
      index,
      isAlone: isAlone && isKnown,
      isExported: /^export\b/.test(text),
      name: DECLARED.exec(text)?.[1],
      task: task === undefined ? undefined : Number(task),
    };
  });
}

function indexOfTask(pieces: readonly Piece[], { number, name }: Pick<Task, "number" | "name">): number {
  const named = pieces.findIndex((piece) => piece.name === name);
  if (named !== -1) return named;
  const docstring = pieces.findIndex((piece) => piece.task === number);
  const below = pieces.findIndex(
    (piece, index) => index > docstring && (piece.isAlone || piece.task !== undefined),
  );
  return docstring !== -1 && pieces[below]?.isAlone ? below : docstring;
}

/** Whether a piece begins what is not of the task: another task's docstring, or anything else that is exported. */
function isOfAnother(piece: Piece, own: Piece, { number }: Pick<Task, "number">): boolean {
  if (piece.task !== undefined) return piece.task !== number;
  return piece.isExported && piece.name !== own.name;
}

/** The line where a piece begins, or the first of those that lead to it. */
function startOf(pieces: readonly Piece[], of: number, least = 0): number {
  let first = of;
  while (first > least && pieces[first - 1]?.isAlone === false) first -= 1;
  return pieces[first]?.index ?? 0;
}
