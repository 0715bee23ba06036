/**
 * The screen of `watch`: what is going on in its first rows, the keys in its last, and between them as much of the grade
 * as there is room for. Without a terminal, each result as plain text.
 */
import type { CheckResult } from "../grading/grade.ts";
import type { GradeChanges } from "./grade-changes.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, span } from "./line.ts";
import type { Theme } from "./theme.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** What `watch` is doing. */
export type WatchPhase =
  | { readonly kind: "checking" }
  /** The file is not there, and a save is waited for. */
  | { readonly kind: "waiting" }
  /** A result is there, since `at`: `18:51:02`. */
  | { readonly kind: "checked"; readonly at: string; readonly changes?: GradeChanges };

export interface WatchScreen {
  /** Path of the file as the learner knows it. */
  readonly file: string;
  readonly phase: WatchPhase;
  /** Texts that are painted for the same theme: hints, the grade. */
  readonly texts: readonly string[];
  /** How many rows of them are above the screen. */
  readonly scroll: number;
}

/** Rows for the whole screen, and how far it was scrolled: no further than there is something to see. */
export interface Drawn {
  readonly rows: readonly string[];
  readonly scroll: number;
}

/** @param rows How many rows the terminal has */
export function renderWatchScreen(screen: WatchScreen, theme: Theme, rows: number): Drawn {
  const head = [...painted(headLines(screen, theme.width), theme), ""];
  const body = screen.texts.join("\n\n").split("\n");
  // The foot of a long text is the highest: it counts rows.
  const foot = (below?: number) => ["", ...painted(keyLines(below, theme.width), theme)];
  const roomAbove = (lines: readonly string[]) => Math.max(1, rows - head.length - lines.length);
  const isLong = body.length > roomAbove(foot());
  const height = roomAbove(foot(isLong ? body.length : undefined));
  const scroll = Math.max(0, Math.min(screen.scroll, body.length - height));
  const below = isLong ? body.length - height - scroll : undefined;
  return { rows: fillRows([...head, ...body.slice(scroll, scroll + height)], foot(below), rows), scroll };
}

/** A screen that is lower than head and foot shows what fits of the head. */
function fillRows(above: readonly string[], foot: readonly string[], rows: number): string[] {
  const kept = above.slice(0, Math.max(1, rows - foot.length));
  const filler = Array.from({ length: Math.max(0, rows - kept.length - foot.length) }, () => "");
  return [...kept, ...filler, ...foot].slice(0, rows);
}

/** What stands above a result where no person looks: when it was made, and what it changed. */
export function renderWatchResult(phase: WatchPhase, file: string, theme: Theme): string {
  return paint(phaseLines(phase, file, theme.width), theme);
}

/** What is said once, where no person looks. */
export function renderWatchStart(file: string, theme: Theme): string {
  return paint(wrap(sentence(`Watching ${file}: each save is checked. Ctrl-C ends it.`), theme.width), theme);
}

function headLines({ file, phase }: WatchScreen, width: number): Line[] {
  return [
    ...wrap([span("Watching ", "heading"), span(file, "code")], width),
    ...phaseLines(phase, file, width),
  ];
}

function phaseLines(phase: WatchPhase, file: string, width: number): Line[] {
  switch (phase.kind) {
    case "checking":
      return [line("Checking ...", "strong")];
    case "waiting":
      return wrap(line(`There is no ${file}: as soon as it is there, it is checked.`, "failed"), width);
    case "checked":
      return [line(`Checked at ${phase.at}`, "strong"), ...changeLines(phase.changes, width)];
  }
}

function changeLines(changes: GradeChanges | undefined, width: number): Line[] {
  if (changes === undefined) return [];
  const { green, red } = changes;
  if (green.length + red.length === 0) return [line("No check changed.", "muted")];
  return [
    ...turnedLines(red, "failed", ["no longer passes", "no longer pass"], width),
    ...turnedLines(green, "passed", ["now passes", "now pass"], width),
  ];
}

const MOST_NAMED = 3;

/** A few are named. Many, as when a whole task is written, are counted: they must not push away the grade. */
function turnedLines(
  checks: readonly CheckResult[],
  style: "passed" | "failed",
  [passes, pass]: readonly [string, string],
  width: number,
): Line[] {
  if (checks.length <= MOST_NAMED)
    return checks.flatMap(({ task, title }) =>
      wrapAfter([span(`${passes}: `, style)], line(`Task ${task}, ${title}`), width),
    );
  const tasks = [...new Set(checks.map(({ task }) => task))];
  const where = `${tasks.length === 1 ? "task" : "tasks"} ${tasks.join(", ")}`;
  return wrapAfter([span(`${pass}: `, style)], line(`${checks.length} checks of ${where}`), width);
}

const KEYS = "Enter: check again - h: hint - q: leave";

/** @param below Rows that are below the screen, where not everything is on it */
function keyLines(below: number | undefined, width: number): Line[] {
  const scroll = below === undefined ? "" : ` - up, down: ${below} more`;
  return wrap(line(KEYS + scroll, "muted"), width);
}

function painted(lines: readonly Line[], theme: Theme): string[] {
  return paint(lines, theme).split("\n");
}
