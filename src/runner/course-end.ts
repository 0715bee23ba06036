// When the last lesson is passed, the end of the course is no guess: each file is checked once more, as it is now.

import { readFile } from "node:fs/promises";
import {
  isLessonPassed,
  isPassed,
  type Lesson,
  listLessons,
  loadCourse,
  taskProgress,
  withoutPasses,
  withRecheck,
} from "../course/index.ts";
import type { Grade } from "../grading/index.ts";
import {
  isStillPassed,
  type Rechecked,
  renderCourseEnd,
  renderRechecked,
  renderRecheckStart,
} from "../screen/index.ts";
import { type Context, EXIT } from "./context.ts";
import { newSeed } from "./new-seed.ts";
import { taskRuns } from "./task-runs.ts";

/**
 * Where a check left no lesson open, checks every other lesson too, says of each how it went, and speaks the last words.
 * Each result is remembered at once.
 *
 * @param grade The check that was made, of a pass: it is not made again
 * @param wasPassed Its lesson was passed before. Then this is no news, unless it is the last one
 * @returns Exit code: that no other lesson has failed, or that one has
 */
export async function endCourse(context: Context, grade: Grade, wasPassed: boolean): Promise<number> {
  const { root, terminal, progress } = context;
  const names = await listLessons(root);
  const known = await progress.read();
  const isNews = !wasPassed || grade.lesson === names.at(-1)?.slug;
  if (grade.task !== undefined || !isNews || !names.every(({ slug }) => isPassed(known, slug)))
    return EXIT.passed;
  const { lessons } = await loadCourse(root);
  if (!lessons.every((lesson) => isLessonPassed(known, lesson))) return EXIT.passed;
  terminal.write(`\n${renderRecheckStart(lessons.length, terminal.theme)}\n`);
  const all: Rechecked[] = [];
  let couldNotGrade = false;
  for (const lesson of lessons) {
    const isGraded = lesson.slug === grade.lesson;
    const graded = isGraded ? grade : await gradeAgain(context, lesson);
    const rechecked = isGraded ? { lesson, failing: [] } : await remember(context, lesson, graded);
    couldNotGrade ||= graded?.couldNotGrade !== undefined;
    terminal.write(renderRechecked(rechecked, terminal.theme));
    all.push(rechecked);
  }
  terminal.write(`\n${renderCourseEnd(all, terminal.theme)}`);
  if (couldNotGrade) return EXIT.couldNotGrade;
  return all.every(isStillPassed) ? EXIT.passed : EXIT.notPassed;
}

/** Undefined where there is nothing to grade: the file is not there, or is the stub. */
async function gradeAgain(context: Context, lesson: Lesson): Promise<Grade | undefined> {
  const { root, built, terminal } = context;
  const [mine, stub] = await Promise.all([lesson.files.exercise, lesson.files.original].map(readIfThere));
  if (mine === undefined || mine === stub) return undefined;
  const { gradeLesson } = await import("../grading/index.ts");
  return terminal.during(`Checking lesson ${lesson.number} ...`, () =>
    gradeLesson(lesson, { file: lesson.files.exercise }, { root, built, seed: newSeed() }),
  );
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** What does not pass any more is no longer counted as passed. Nothing is said against what could not be graded. */
async function remember({ progress }: Context, lesson: Lesson, grade: Grade | undefined): Promise<Rechecked> {
  const { slug } = lesson;
  const before = await progress.read();
  if (grade === undefined) {
    await progress.update((known) => withoutPasses(known, slug));
    return { lesson, failing: [], problem: "nothing is written in its file." };
  }
  if (grade.couldNotGrade !== undefined)
    return { lesson, failing: [], problem: `not graded: ${grade.couldNotGrade}` };
  const runs = taskRuns(grade);
  await progress.update((known) => withRecheck(known, slug, runs, grade.isPassed, new Date()));
  if (runs.length === 0)
    return { lesson, failing: [], problem: grade.checks[0]?.failure?.message ?? "no check could run." };
  const core = lesson.tasks.filter(({ kind }) => kind === "core").map(({ number }) => number);
  const failing = runs
    .filter(({ task, isPassed }) => !isPassed && core.includes(task))
    .map(({ task }) => ({ task, ...pick(taskProgress(before, slug, task).passedAt) }));
  return { lesson, failing };
}

function pick(passedAt: string | undefined): { passedAt?: string } {
  return passedAt === undefined ? {} : { passedAt };
}
