import { type Lesson, type Progress, type Task, taskProgress } from "../course/index.ts";
import { UsageError } from "./parse-command.ts";

/**
 * The task of a lesson by its number.
 *
 * @param command What was to be done with it: `check`
 * @throws {UsageError} When the lesson has no such task
 */
export function findTask(lesson: Lesson, number: number, command: string): Task {
  const task = lesson.tasks.find((each) => each.number === number);
  if (task !== undefined) return task;
  throw new UsageError(
    `Lesson ${lesson.number} has no task ${number}.`,
    `It has ${lesson.tasks.length}: type \`npm run lesson ${lesson.number} ${command} 1\`, or leave the number out.`,
  );
}

/** The task to work on: the first that was not passed, or the last. Undefined in a lesson without tasks. */
export function currentTask(lesson: Lesson, progress: Progress): Task | undefined {
  const isOpen = ({ number }: Task) => taskProgress(progress, lesson.slug, number).passedAt === undefined;
  return lesson.tasks.find(isOpen) ?? lesson.tasks.at(-1);
}

/** The tasks whose solution is held back: neither passed nor given up. */
export function openTasks({ slug, tasks }: Lesson, progress: Progress): Task[] {
  return tasks.filter(({ number }) => {
    const { passedAt, gaveUpAt } = taskProgress(progress, slug, number);
    return passedAt === undefined && gaveUpAt === undefined;
  });
}
