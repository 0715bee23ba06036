/** The lessons of the course, and how far the learner is in each and in all of them. */
import type { Lesson } from "../course/lesson.ts";
import { columns, type Line, line, pad, paint, span, stack } from "./line.ts";
import type { Theme } from "./theme.ts";
import { visible } from "./visible.ts";
import { wrap, wrapAfter } from "./wrap.ts";

export interface LessonListEntry {
  readonly lesson: Lesson;
  readonly passed: boolean;
  /** Whether the learner left off here. */
  readonly current: boolean;
  /** Core tasks that were passed. */
  readonly tasksPassed: number;
  /** What the best runs brought; undefined before the first. */
  readonly points?: { readonly earned: number; readonly most: number };
}

/** Shows the lessons of the course, one a row: number, title, and in words how far the learner is; then the whole. */
export function renderLessonList(entries: readonly LessonListEntry[], theme: Theme): string {
  const { width } = theme;
  const titleWidth = Math.max(0, ...entries.map(({ lesson }) => columns(visible(lesson.title))));
  const numberWidth = Math.max(0, ...entries.map(({ lesson }) => String(lesson.number).length));
  const longest = Math.max(0, ...entries.map((entry) => wordsOf(entry).join(", ").length));
  const isAligned = "> ".length + numberWidth + titleWidth + 4 + longest <= width;
  const rows = entries.flatMap((entry) => entryLines(entry, numberWidth, isAligned ? titleWidth : 0, width));
  return paint(stack(rows, courseLines(entries, width)), theme);
}

function entryLines(entry: LessonListEntry, numberWidth: number, titleWidth: number, width: number): Line[] {
  const { lesson, current } = entry;
  const mark: Line = [span(`${current ? ">" : " "} ${String(lesson.number).padStart(numberWidth)}  `)];
  const title = span(pad(visible(lesson.title), titleWidth), current ? "strong" : "");
  return wrapAfter(mark, [title, span("  "), ...progress(entry)], width);
}

function progress(entry: LessonListEntry): Line {
  return wordsOf(entry).flatMap((word, index) => {
    const style = word === "passed" ? "passed" : word === YOU_ARE_HERE ? "strong" : "";
    return index === 0 ? [span(word, style)] : [span(", "), span(word, style)];
  });
}

const YOU_ARE_HERE = "you are here";

function wordsOf({ lesson, passed, current, tasksPassed, points }: LessonListEntry): string[] {
  const tasks = coreTasks(lesson);
  const isBegun = points !== undefined || tasksPassed > 0;
  const count = isBegun ? `${tasksPassed} of ${tasksWord(tasks)}` : tasksWord(tasks);
  return [
    passed ? "passed" : count,
    ...(points === undefined
      ? []
      : [`${points.earned} of ${points.most} ${points.most === 1 ? "point" : "points"}`]),
    ...(current ? [YOU_ARE_HERE] : []),
  ];
}

function tasksWord(count: number): string {
  return `${count} ${count === 1 ? "task" : "tasks"}`;
}

function coreTasks({ tasks }: Lesson): number {
  return tasks.filter(({ kind }) => kind === "core").length;
}

/** The bar of the course, and the same in words. */
function courseLines(entries: readonly LessonListEntry[], width: number): Line[] {
  const passed = entries.filter((entry) => entry.passed).length;
  const done = entries.reduce((sum, { tasksPassed }) => sum + tasksPassed, 0);
  const all = entries.reduce((sum, { lesson }) => sum + coreTasks(lesson), 0);
  const lessons = `${passed} of ${entries.length} ${entries.length === 1 ? "lesson" : "lessons"} passed`;
  const words = `${done} of ${tasksWord(all)}, ${lessons}`;
  return [...barLines(done, all, width), ...wrap(line(words), width)];
}

function barLines(done: number, all: number, width: number): Line[] {
  if (all === 0) return [];
  const cells = Math.min(width, WIDEST_BAR) - "[]".length;
  // Full only when everything is done, and empty only when nothing is.
  const full = done === all ? cells : Math.min(cells - 1, Math.ceil((done / all) * cells));
  return [[span("["), span("#".repeat(full), "passed"), span(".".repeat(cells - full), "muted"), span("]")]];
}

const WIDEST_BAR = 42;
