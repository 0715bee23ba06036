/** The end of the course: what each lesson came to when it was checked once more, and what to do now. */
import type { Lesson } from "../course/lesson.ts";
import { sentence } from "./inline.ts";
import { type Line, line, paint, span, stack } from "./line.ts";
import { stepLines } from "./next.ts";
import type { Theme } from "./theme.ts";
import { wrap, wrapAfter } from "./wrap.ts";

/** What a lesson came to that counted as passed. */
export interface Rechecked {
  readonly lesson: Lesson;
  /** Core tasks that do not pass now. Of each, when it first passed: ISO 8601, UTC. */
  readonly failing: readonly { readonly task: number; readonly passedAt?: string }[];
  /** Why nothing could be said of its tasks: the file is not there or does not load, or the course could not grade. */
  readonly problem?: string;
}

export function isStillPassed({ failing, problem }: Rechecked): boolean {
  return failing.length === 0 && problem === undefined;
}

/** Says that every lesson is passed as far as is known, and what happens now. */
export function renderRecheckStart(lessons: number, theme: Theme): string {
  const all = lessons === 1 ? "the one lesson that there is" : `all ${lessons} lessons`;
  const text = `That makes ${all}. Each file is checked once more, as it is now:`;
  return paint(wrap(sentence(text), theme.width), theme);
}

/** One line for one lesson. */
export function renderRechecked(rechecked: Rechecked, theme: Theme): string {
  const { lesson } = rechecked;
  const label: Line = [span(`${String(lesson.number).padStart(2, "0")} `), span(`${lesson.name}: `)];
  const isPassed = isStillPassed(rechecked);
  const result = isPassed ? [span("passed", "passed")] : sentence(failureWords(rechecked));
  return paint(wrapAfter(label, result, theme.width), theme);
}

function failureWords({ lesson, failing, problem }: Rechecked): string {
  const check = `\`npm run lesson ${lesson.number} check\``;
  if (problem !== undefined) return `${problem} ${check}`;
  const tasks = failing.map(({ task, passedAt }) => `task ${task}${dateWords(passedAt)} fails now`);
  return `${tasks.join("; ")}. ${check}`;
}

function dateWords(passedAt: string | undefined): string {
  return passedAt === undefined ? "" : `, which passed on ${passedAt.slice(0, "2026-11-28".length)},`;
}

/** The last words: what the learner can do now, and where to go on; or what is open after all. */
export function renderCourseEnd(all: readonly Rechecked[], theme: Theme): string {
  const { width } = theme;
  const open = all.filter((each) => !isStillPassed(each)).length;
  if (open > 0) {
    const lessons = open === 1 ? "One lesson is" : `${open} lessons are`;
    return paint(
      wrap(sentence(`${lessons} open again. \`npm run lesson next\` opens the first.`), width),
      theme,
    );
  }
  const goals = all.flatMap(({ lesson }) => wrapAfter([span("- ")], sentence(lesson.goal), width));
  return paint(
    stack(
      wrap(line("Every lesson of this course passes. What you can do now:", "strong"), width),
      goals,
      wrap(line("Next:", "strong"), width),
      stepLines(NEXT, width),
    ),
    theme,
  );
}

const NEXT = [
  { label: "read", what: "src/client/README.md, the client that you worked with" },
  { label: "play", what: "npm run practice, with curl and clients of your own" },
  { label: "look", what: "npm run wire GET and a URL, octet by octet" },
];
