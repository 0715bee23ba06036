import { existsSync } from "node:fs";
import { type Lesson, recordPassed } from "../../course/index.ts";
import type { Grade } from "../../grading/index.ts";
import { renderGrade } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { openLesson } from "../course-files.ts";
import { UsageError } from "../parse-command.ts";
import { setAsideSentence } from "../progress.ts";

export interface CheckOptions {
  /** Only this task's checks. */
  readonly task?: number;
  /** The seed of a report, to have its inputs again. */
  readonly seed?: number;
}

/** Grades the learner's file and prints the grade. */
export async function check(context: Context, word: string, options: CheckOptions): Promise<number> {
  const { lesson } = await openLesson(context.root, word);
  return exitCodeOf(await checkLesson(context, lesson, options));
}

/** Grades, prints, and remembers a pass. */
export async function checkLesson(
  context: Context,
  lesson: Lesson,
  { task, seed }: CheckOptions = {},
): Promise<Grade> {
  const { root, built, terminal } = context;
  if (task !== undefined) requireTask(lesson, task);
  requireFile(lesson);
  terminal.note("Checking ...");
  // Vitest is large: it is loaded when something is to be checked, not before.
  const { gradeLesson } = await import("../../grading/index.ts");
  const grade = await gradeLesson(
    lesson,
    { file: lesson.files.exercise },
    { root, built, seed: seed ?? newSeed(), ...(task !== undefined && { task }) },
  );
  terminal.clearNote();
  terminal.write(renderGrade(grade, lesson, terminal.theme));
  if (grade.isPassed && task === undefined) await remember(context, lesson);
  return grade;
}

function requireTask(lesson: Lesson, task: number): void {
  if (lesson.tasks.some(({ number }) => number === task)) return;
  throw new UsageError(
    `Lesson ${lesson.number} has no task ${task}.`,
    `It has ${lesson.tasks.length}: type \`npm run lesson ${lesson.number} check 1\`, or leave the number out.`,
  );
}

function requireFile({ slug, files }: Lesson): void {
  if (existsSync(files.exercise)) return;
  throw new UsageError(
    `There is no file exercises/${slug}.ts to check.`,
    `Type \`npm run lesson ${Number(slug.slice(0, 2))} reset\` to begin anew.`,
  );
}

function newSeed(): number {
  return Math.floor(Math.random() * 1_000_000);
}

async function remember({ root, terminal }: Context, lesson: Lesson): Promise<void> {
  try {
    const { setAside } = await recordPassed(root, lesson.slug, new Date());
    terminal.warn(setAside && setAsideSentence(setAside));
  } catch (error) {
    // A pass is a pass, also where nothing can be written.
    terminal.warn(`Your progress could not be kept in .progress.json: ${(error as Error).message}.`);
  }
}

function exitCodeOf(grade: Grade): number {
  if (grade.couldNotGrade !== undefined) return EXIT.couldNotGrade;
  return grade.isPassed ? EXIT.passed : EXIT.notPassed;
}
