import { isTaskPassed, type Lesson, type Progress, type Task, taskProgress } from "../course/index.ts";
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
export function currentTask({ slug, tasks }: Lesson, progress: Progress): Task | undefined {
  return tasks.find(({ number }) => !isTaskPassed(progress, slug, number)) ?? tasks.at(-1);
}

/**
 * The task by its number, or the one to work on where no number is given.
 *
 * @throws {UsageError} When the lesson has no such task, or none
 */
export function taskFor(
  lesson: Lesson,
  number: number | undefined,
  command: string,
  progress: Progress,
): Task {
  if (number !== undefined) return findTask(lesson, number, command);
  const task = currentTask(lesson, progress);
  if (task !== undefined) return task;
  throw new UsageError(
    `Lesson ${lesson.number} has no tasks.`,
    `To read it, type \`npm run lesson ${lesson.number} read\`.`,
  );
}

/** The tasks whose solution is held back: neither passed nor given up. */
export function openTasks({ slug, tasks }: Lesson, progress: Progress): Task[] {
  return tasks.filter(({ number }) => {
    const hasGivenUp = taskProgress(progress, slug, number).gaveUpAt !== undefined;
    return !hasGivenUp && !isTaskPassed(progress, slug, number);
  });
}
