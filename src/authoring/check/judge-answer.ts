/** What is not right about a grade that should have said "not written yet", or "passed", throughout. */
import type { Task } from "../../course/index.ts";
import type { CheckResult, Grade } from "../../grading/index.ts";
import type { CourseProblem } from "./course-problem.ts";
import type { GradableLesson } from "./gradable-lessons.ts";
import { tellCheck } from "./grade-answers.ts";

/** What is not right about the grade of a stub: a problem for each task of which a check says something else. */
export function stubProblems(
  { lesson: { slug }, tasks }: GradableLesson,
  { checks }: Grade,
  file: string,
): CourseProblem[] {
  return tasks.flatMap((task): CourseProblem[] => {
    const own = checksOf(task, checks);
    if (own.length === 0) return [withoutChecks(slug, task)];
    const other = own.find(
      ({ state, failure }) => state !== "not-written" || failure?.message !== notWritten(task),
    );
    if (other === undefined) return [];
    return [
      {
        file,
        problem: `The stub of ${task.name} does not say that task ${task.number} is not written yet: ${tellCheck(other)}`,
        advice: `Throw \`new Error("Task ${task.number} is not written yet: ${task.name}(...)")\` before anything else can go wrong, and have each check ask for the task.`,
      },
    ];
  });
}

function withoutChecks(slug: string, { number, name }: Task): CourseProblem {
  return {
    file: `test/graders/${slug}.test.ts`,
    problem: `There is no check in the describe of task ${number}.`,
    advice: `Write one for each thing that ${name} has to do.`,
  };
}

function notWritten({ number }: Task): string {
  return `Task ${number} is not written yet.`;
}

/** What is not right about the grade of a right answer: a problem for each task of which a check does not pass. */
export function rightProblems(
  { lesson: { slug }, tasks }: GradableLesson,
  { checks, seed }: Grade,
  file: string,
): CourseProblem[] {
  return tasks.flatMap((task): CourseProblem[] => {
    const [first, ...more] = checksOf(task, checks).filter(({ state }) => state !== "passed");
    if (first === undefined) return [];
    const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
    return [
      {
        file,
        problem: `This right answer does not pass ${task.name}: ${tellCheck(first)}${others}`,
        advice: `Mend it, or the check in test/graders/${slug}.test.ts where that asks for more than the lesson; the inputs were those of seed ${seed}.`,
      },
    ];
  });
}

function checksOf({ number }: Task, checks: readonly CheckResult[]): CheckResult[] {
  return checks.filter(({ task }) => task === number);
}
