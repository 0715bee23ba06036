/**
 * What the learner has done, as plain data: tasks and lessons passed, points, hints seen, quizzes answered. Each change
 * is a function from the old progress to the new one; `progress-file.ts` keeps it in a file. What a newer course wrote
 * into it (fields, slugs) stays as it is.
 */

import type { Lesson, Task } from "./lesson.ts";

/** The content of `.progress.json`. */
export interface Progress {
  readonly version: 1;
  /** By slug. A slug that the course does not know is kept. */
  readonly lessons: { readonly [slug: string]: LessonProgress };
  readonly [unknown: string]: unknown;
}

export interface LessonProgress {
  /** When every core check first passed in one run: ISO 8601, UTC, as all times here. */
  readonly passedAt?: string;
  /** Pages of the text that were read in a session. */
  readonly pagesRead?: number;
  /** By the number of the task. */
  readonly tasks?: { readonly [number: string]: TaskProgress };
  /** By the title of the quiz. */
  readonly quizzes?: { readonly [title: string]: QuizProgress };
  readonly [unknown: string]: unknown;
}

export interface TaskProgress {
  /** When all of its checks first passed in one run. */
  readonly passedAt?: string;
  /** The most that one run brought. */
  readonly points?: number;
  /** The most that a run can bring. */
  readonly mostPoints?: number;
  readonly checksPassed?: number;
  /** How many checks there are. Where a course update changed that, the best runs begin anew. */
  readonly checks?: number;
  /** Runs that brought no further green check, since the last that did or since the last hint. */
  readonly runsWithoutProgress?: number;
  /** 2 after the second hint was shown. */
  readonly hintsShown?: number;
  /** When the solution was asked for before the task was passed. */
  readonly gaveUpAt?: string;
  readonly [unknown: string]: unknown;
}

/** The last answer to a quiz. */
export interface QuizProgress {
  readonly answeredAt: string;
  readonly isRight: boolean;
  readonly [unknown: string]: unknown;
}

/** How one task fared in one run of the grader. */
export interface TaskRun {
  /** Number of the task. */
  readonly task: number;
  readonly isPassed: boolean;
  /** Something other than the stub was there to be checked. */
  readonly isWritten: boolean;
  readonly checks: number;
  readonly checksPassed: number;
  readonly points: number;
  readonly mostPoints: number;
}

export const NO_PROGRESS: Progress = { version: 1, lessons: {} };

/** Whether a lesson was passed. */
export function isPassed(progress: Progress, slug: string): boolean {
  return lessonProgress(progress, slug).passedAt !== undefined;
}

/** Whether a lesson was passed as it is now: a core task that a course update added is still to be passed. */
export function isLessonPassed(
  progress: Progress,
  { slug, tasks }: Pick<Lesson, "slug"> & { readonly tasks: readonly Pick<Task, "kind" | "number">[] },
): boolean {
  if (!isPassed(progress, slug)) return false;
  // A file that says nothing of tasks is taken at its word.
  if (lessonProgress(progress, slug).tasks === undefined) return true;
  return tasks.every(({ kind, number }) => kind === "stretch" || isTaskPassed(progress, slug, number));
}

/** What is known of a lesson; an empty object for one that was never touched. */
export function lessonProgress({ lessons }: Progress, slug: string): LessonProgress {
  return (Object.hasOwn(lessons, slug) ? lessons[slug] : undefined) ?? {};
}

/** What is known of a task; an empty object for one that was never checked. */
export function taskProgress(progress: Progress, slug: string, task: number): TaskProgress {
  return lessonProgress(progress, slug).tasks?.[task] ?? {};
}

/** Whether a task was passed. */
export function isTaskPassed(progress: Progress, slug: string, task: number): boolean {
  return taskProgress(progress, slug, task).passedAt !== undefined;
}

/** The last answer to a quiz; undefined for one that was never asked. */
export function quizProgress(progress: Progress, slug: string, quiz: string): QuizProgress | undefined {
  const { quizzes = {} } = lessonProgress(progress, slug);
  return Object.hasOwn(quizzes, quiz) ? quizzes[quiz] : undefined;
}

/**
 * Adds what a run of the grader brought.
 *
 * @param isLessonPassed Every core check of the lesson passed in this run
 */
export function withRun(
  progress: Progress,
  slug: string,
  runs: readonly TaskRun[],
  isLessonPassed: boolean,
  when: Date,
): Progress {
  const before = lessonProgress(progress, slug);
  const tasks = { ...before.tasks };
  for (const run of runs) tasks[run.task] = taskAfter(tasks[run.task] ?? {}, run, when);
  const passedAt = isLessonPassed ? earlier(before.passedAt, when) : before.passedAt;
  return withLesson(progress, slug, { ...before, ...(passedAt !== undefined && { passedAt }), tasks });
}

function taskAfter(before: TaskProgress, run: TaskRun, when: Date): TaskProgress {
  const best = before.checks === run.checks && before.mostPoints === run.mostPoints ? before : {};
  const { points = 0, checksPassed = 0, runsWithoutProgress = 0 } = best;
  const isStuck = run.isWritten && !run.isPassed && run.checksPassed <= checksPassed;
  return {
    ...before,
    ...(run.isPassed && { passedAt: earlier(before.passedAt, when) }),
    points: Math.max(points, run.points),
    mostPoints: run.mostPoints,
    checks: run.checks,
    checksPassed: Math.max(checksPassed, run.checksPassed),
    runsWithoutProgress: isStuck ? runsWithoutProgress + 1 : 0,
  };
}

/**
 * As `withRun`, where what was passed and does not pass any more is not counted as passed any longer: before the end of
 * the course is told, nothing may be left of which that is only remembered.
 */
export function withRecheck(
  progress: Progress,
  slug: string,
  runs: readonly TaskRun[],
  isLessonPassed: boolean,
  when: Date,
): Progress {
  const checked = withRun(progress, slug, runs, isLessonPassed, when);
  const failed = runs.filter(({ isPassed }) => !isPassed).map(({ task }) => String(task));
  const { passedAt, tasks = {}, ...rest } = lessonProgress(checked, slug);
  const kept = Object.entries(tasks).map(([task, { passedAt, ...each }]) => [
    task,
    failed.includes(task) || passedAt === undefined ? each : { passedAt, ...each },
  ]);
  return withLesson(checked, slug, {
    ...(isLessonPassed && passedAt !== undefined && { passedAt }),
    ...rest,
    tasks: Object.fromEntries(kept),
  });
}

/** Forgets what was passed in a lesson that begins anew. Hints, give-ups, answers and what was read are remembered. */
export function withoutPasses(progress: Progress, slug: string): Progress {
  if (!Object.hasOwn(progress.lessons, slug)) return progress;
  const { passedAt, tasks, ...rest } = lessonProgress(progress, slug);
  const begun = Object.entries(tasks ?? {}).map(([task, known]) => [task, withoutRuns(known)]);
  return withLesson(progress, slug, { ...rest, ...(tasks && { tasks: Object.fromEntries(begun) }) });
}

function withoutRuns({
  passedAt,
  points,
  mostPoints,
  checks,
  checksPassed,
  runsWithoutProgress,
  ...rest
}: TaskProgress): TaskProgress {
  return rest;
}

/** Gives what is known of a lesson the name that the lesson has now. What is known under that name already stays. */
export function withName(progress: Progress, from: string, to: string): Progress {
  if (!Object.hasOwn(progress.lessons, from) || Object.hasOwn(progress.lessons, to)) return progress;
  const { [from]: known, ...others } = progress.lessons;
  return withLesson({ ...progress, lessons: others }, to, known!);
}

/** Passing again changes nothing, and of two machines' files the earlier time is the one to keep. */
function earlier(known: string | undefined, when: Date): string {
  const now = when.toISOString();
  return known !== undefined && known < now ? known : now;
}

/** Remembers how far the text was read. */
export function withPagesRead(progress: Progress, slug: string, pages: number): Progress {
  const before = lessonProgress(progress, slug);
  return withLesson(progress, slug, { ...before, pagesRead: Math.max(before.pagesRead ?? 0, pages) });
}

/** Remembers that a hint was shown. @param hint 1 for the first */
export function withHint(progress: Progress, slug: string, task: number, hint: number): Progress {
  const before = taskProgress(progress, slug, task);
  const hintsShown = Math.max(before.hintsShown ?? 0, hint);
  return withTask(progress, slug, task, { ...before, hintsShown, runsWithoutProgress: 0 });
}

/** Remembers that the solution of a task was asked for before it was passed. */
export function withGiveUp(progress: Progress, slug: string, task: number, when: Date): Progress {
  const before = taskProgress(progress, slug, task);
  return withTask(progress, slug, task, { ...before, gaveUpAt: earlier(before.gaveUpAt, when) });
}

/** Remembers the answer to a quiz in place of the one before. */
export function withAnswer(
  progress: Progress,
  slug: string,
  quiz: string,
  isRight: boolean,
  when: Date,
): Progress {
  const before = lessonProgress(progress, slug);
  const quizzes = { ...before.quizzes, [quiz]: { answeredAt: when.toISOString(), isRight } };
  return withLesson(progress, slug, { ...before, quizzes });
}

function withTask(progress: Progress, slug: string, task: number, after: TaskProgress): Progress {
  const before = lessonProgress(progress, slug);
  return withLesson(progress, slug, { ...before, tasks: { ...before.tasks, [task]: after } });
}

/** Sorted by slug, so that two machines' files differ only in their lessons. */
function withLesson(progress: Progress, slug: string, after: LessonProgress): Progress {
  const lessons = Object.entries({ ...progress.lessons, [slug]: after });
  lessons.sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...progress, lessons: Object.fromEntries(lessons) };
}
