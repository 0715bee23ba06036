/** Where a learner stands in a lesson that was begun before. */
import type { Lesson, Task } from "../course/lesson.ts";
import { columns, type Line, pad, paint, type Span, span, stack } from "./line.ts";
import type { Theme } from "./theme.ts";
import { visible } from "./visible.ts";
import { wrapAfter } from "./wrap.ts";

export interface TaskStatus {
  readonly task: Task;
  readonly passed: boolean;
  /** Whether the solution was seen before it was passed. */
  readonly gaveUp: boolean;
  /** What the best run brought; undefined before the first, and where there are none to have. */
  readonly points?: { readonly earned: number; readonly most: number };
}

/** Shows the title of a lesson and what became of each task so far. */
export function renderLessonStatus(lesson: Lesson, tasks: readonly TaskStatus[], theme: Theme): string {
  const title = span(`${lesson.number}. ${lesson.title}`, "heading");
  const nameWidth = Math.max(0, ...tasks.map(({ task }) => columns(visible(task.name))));
  const rows = tasks.flatMap((status) => taskLines(status, nameWidth, theme.width));
  return paint(stack(wrapAfter([span("# ", "heading")], [title], theme.width), rows), theme);
}

function taskLines(status: TaskStatus, nameWidth: number, width: number): Line[] {
  const { task, gaveUp } = status;
  const name = span(pad(visible(task.name), nameWidth));
  const notes = span(`${gaveUp ? ", solution seen" : ""}${task.kind === "stretch" ? " (stretch)" : ""}`);
  return wrapAfter([span(`Task ${task.number}  `)], [name, span("  "), stateSpan(status), notes], width);
}

function stateSpan({ passed, points }: TaskStatus): Span {
  if (passed) return span("passed", "passed");
  return points === undefined || points.earned === 0
    ? span("open", "muted")
    : span(`${points.earned} of ${points.most} points`);
}
