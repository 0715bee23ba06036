import type { Lesson } from "../course/lesson.ts";
import { columns, type Line, line, pad, paint, span } from "./line.ts";
import type { Theme } from "./theme.ts";
import { visible } from "./visible.ts";
import { wrap, wrapAfter } from "./wrap.ts";

export interface LessonListEntry {
  readonly lesson: Lesson;
  readonly passed: boolean;
  /** Whether the learner left off here. */
  readonly current: boolean;
}

/** Shows the lessons of the course, one a row: number, title, and in words how far the learner is. */
export function renderLessonList(entries: readonly LessonListEntry[], theme: Theme): string {
  const titleWidth = Math.max(0, ...entries.map(({ lesson }) => columns(visible(lesson.title))));
  const numberWidth = Math.max(0, ...entries.map(({ lesson }) => String(lesson.number).length));
  const isAligned = numberWidth + titleWidth + LONGEST_PROGRESS <= theme.width;
  const rows = entries.flatMap((entry) =>
    entryLines(entry, numberWidth, isAligned ? titleWidth : 0, theme.width),
  );
  const passed = entries.filter((entry) => entry.passed).length;
  const count = wrap(line(`${passed} of ${entries.length} lessons passed`), theme.width);
  return paint([...rows, ...(rows.length === 0 ? [] : [[]]), ...count], theme);
}

const LONGEST_PROGRESS = "> ".length + "    passed, you are here".length;

function entryLines(entry: LessonListEntry, numberWidth: number, titleWidth: number, width: number): Line[] {
  const { lesson, passed, current } = entry;
  const mark: Line = [span(`${current ? ">" : " "} ${String(lesson.number).padStart(numberWidth)}  `)];
  const title = span(pad(visible(lesson.title), titleWidth), current ? "strong" : "");
  const text = [title, span("  "), ...progress(passed, current)];
  return wrapAfter(mark, text, width);
}

function progress(passed: boolean, current: boolean): Line {
  const words = [
    ...(passed ? [span("passed", "passed")] : []),
    ...(current ? [span("you are here", "strong")] : []),
  ];
  return words.flatMap((word, index) => (index === 0 ? [word] : [span(", "), word]));
}
