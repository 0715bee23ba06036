import type { Lesson, Task } from "../../course/index.ts";
import { taskNumberOf } from "../../grading/grader-problems.ts";
import { readGrader } from "../../grading/read-grader.ts";
import { exportsOf, isTaskExport, type Module, readModule } from "../../grading/read-module.ts";
import type { CheckedCourse } from "./course-problem.ts";
import { readableLessons } from "./read-lesson.ts";

/** A lesson whose files fit together so far that grades say something about its answers. */
export interface GradableLesson {
  readonly lesson: Lesson;
  /** Those that the grader has checks for, and that stub and solution export. */
  readonly tasks: readonly Task[];
}

/**
 * The lessons that can be graded. What keeps a lesson or a task from it is told of by the checks of its files; here it
 * would be told of once more for every answer.
 */
export async function gradableLessons(course: CheckedCourse): Promise<GradableLesson[]> {
  const found = (await readableLessons(course)).map(gradableLesson);
  return (await Promise.all(found)).filter((each) => each !== undefined);
}

async function gradableLesson(lesson: Lesson): Promise<GradableLesson | undefined> {
  const { original, solution, grader } = lesson.files;
  const [stub, right, asked] = await Promise.all([original, solution, grader].map(readModule));
  if (stub === undefined || right === undefined || asked === undefined) return undefined;
  const { suites, leftOut } = await readGrader(asked);
  const numbers = suites.map(taskNumberOf);
  const hasStray = suites.some(({ isNested }) => isNested) || numbers.some((each) => !isTaskOf(lesson, each));
  if (hasStray || leftOut.length > 0) return undefined;
  const tasks = lesson.tasks.filter(
    ({ number, name }) => numbers.includes(number) && hasTask(stub, name) && hasTask(right, name),
  );
  return { lesson, tasks };
}

function isTaskOf({ tasks }: Lesson, number: number | undefined): boolean {
  return tasks.some((task) => task.number === number);
}

function hasTask(module: Module, name: string): boolean {
  return exportsOf(module).some((each) => each.name === name && isTaskExport(each));
}
