import {
  hasSolution,
  isLessonPassed,
  type Lesson,
  loadCourse,
  type Progress,
  taskProgress,
  withRun,
} from "../../course/index.ts";
import type { Grade } from "../../grading/index.ts";
import { firstFailure, renderGrade, type Standing } from "../../screen/index.ts";
import { requireFile, tellUpdate } from "../answer-file.ts";
import { type Context, EXIT } from "../context.ts";
import { endCourse } from "../course-end.ts";
import { openLesson } from "../course-files.ts";
import { findTask } from "../find-task.ts";
import type { KeptGrader } from "../kept-grader.ts";
import { newSeed } from "../new-seed.ts";
import { readingStand } from "../reading-pages.ts";
import { taskRuns } from "../task-runs.ts";

export interface CheckOptions {
  /** Only this task's checks. */
  readonly task?: number;
  /** The seed of a report, to have its inputs again. */
  readonly seed?: number;
  /** Every check that does not pass is shown in full. */
  readonly inFull?: boolean;
}

/** What a check came to. */
export interface Checked {
  readonly grade: Grade;
  readonly standing: Standing;
}

/** Grades the learner's file and prints the grade. */
export async function check(context: Context, word: string, options: CheckOptions): Promise<number> {
  const { lesson } = await openLesson(context.root, word);
  await tellUpdate(context, lesson);
  const wasPassed = isLessonPassed(await context.progress.read(), lesson);
  const { grade } = await checkLesson(context, lesson, options);
  return grade.isPassed ? endCourse(context, grade, wasPassed) : exitCodeOf(grade);
}

/**
 * Grades, remembers how it went, and prints.
 *
 * @param grader One of this lesson that is kept for all of it
 */
export async function checkLesson(
  context: Context,
  lesson: Lesson,
  { task, seed = newSeed(), inFull = false }: CheckOptions = {},
  grader?: KeptGrader,
): Promise<Checked> {
  const { root, built, terminal } = context;
  if (task !== undefined) findTask(lesson, task, "check");
  await requireFile(context, lesson);
  const options = { root, built, seed, ...(task !== undefined && { task }) };
  const grade = await terminal.during("Checking ...", async () => {
    if (grader !== undefined && task === undefined) return grader.grade(lesson, seed);
    // Vitest is large: it is loaded when something is to be checked, not before.
    const { gradeLesson } = await import("../../grading/index.ts");
    return gradeLesson(lesson, { file: lesson.files.exercise }, options);
  });
  const standing = await rememberGrade(context, lesson, grade);
  terminal.write(renderGrade(grade, lesson, terminal.theme, { ...standing, inFull }));
  return { grade, standing };
}

/** Remembers how a check went. @returns What is known beside its grade then */
export async function rememberGrade(
  { root, progress }: Context,
  lesson: Lesson,
  grade: Grade,
): Promise<Standing> {
  const runs = taskRuns(grade);
  const copy = hasSolution(lesson) ? {} : { hasNoSolution: true };
  if (runs.length === 0) return { ...copy, ...standingOf(grade, lesson, await progress.read()) };
  const isLessonPassed = grade.isPassed && grade.task === undefined;
  const change = (before: Progress) => withRun(before, lesson.slug, runs, isLessonPassed, new Date());
  const known = await progress.read();
  const after = await progress.update(change);
  return {
    ...copy,
    ...standingOf(grade, lesson, after),
    ...(!hasPasses(known) && hasPasses(after) && { firstOf: await coreTasks(root) }),
  };
}

function hasPasses({ lessons }: Progress): boolean {
  return Object.values(lessons).some(({ tasks = {} }) =>
    Object.values(tasks).some(({ passedAt }) => passedAt !== undefined),
  );
}

async function coreTasks(root: string): Promise<number> {
  const { lessons } = await loadCourse(root);
  return lessons.flatMap(({ tasks }) => tasks).filter(({ kind }) => kind === "core").length;
}

/** As many runs without a further green check, and a hint is offered. */
const RUNS_BEFORE_HELP = 3;

function standingOf(grade: Grade, lesson: Lesson, progress: Progress): Standing {
  const task = firstFailure(grade)?.task;
  if (task === undefined) return whereToReadOn(lesson, progress);
  const { runsWithoutProgress: runs = 0, hintsShown = 0 } = taskProgress(progress, lesson.slug, task);
  return runs < RUNS_BEFORE_HELP ? {} : { stuck: { task, runs }, hintsShown };
}

/** The page that a reader is at, where what they were set until then passes. */
function whereToReadOn(lesson: Lesson, progress: Progress): Standing {
  const reading = readingStand(lesson, progress);
  return reading.isDone && reading.nextPage !== undefined ? { nextPage: reading.nextPage } : {};
}

/** Of a grade that is no pass. */
function exitCodeOf(grade: Grade): number {
  return grade.couldNotGrade === undefined ? EXIT.notPassed : EXIT.couldNotGrade;
}
