/** What in a grader would have it say nothing, or what it must not: found in its source, before anything is graded. */
import type { Task } from "../course/lesson.ts";
import type { GraderSource, Suite } from "./read-grader.ts";

export interface GraderProblem {
  readonly line: number;
  /** A sentence. */
  readonly problem: string;
  /** What to do about it, in a sentence. */
  readonly advice: string;
}

/** @param tasks Of the lesson */
export function graderProblems(grader: GraderSource, tasks: readonly Task[]): GraderProblem[] {
  return [...grader.suites.flatMap((suite) => suiteProblem(suite, tasks) ?? []), ...lookProblems(grader)];
}

/** What a task's `describe` must be called: `Task 2: statusClass`. */
export function titleOf({ number, name }: Task): string {
  return `Task ${number}: ${name}`;
}

/** The number of the task that the checks of a block are counted for. */
export function taskNumberOf({ title = "" }: Suite): number | undefined {
  const number = /^Task (\d+)/.exec(title)?.[1];
  return number === undefined ? undefined : Number(number);
}

function suiteProblem(suite: Suite, tasks: readonly Task[]): GraderProblem | undefined {
  const { title, line, isNested } = suite;
  if (isNested)
    return {
      line,
      problem: "This describe stands in another one, and the checks in it would belong to no task.",
      advice: "Take it away, and say in the checks' titles what it said.",
    };
  const task = tasks.find(({ number }) => number === taskNumberOf(suite));
  if (task === undefined)
    return {
      line,
      problem: `The lesson has no task for the describe ${JSON.stringify(title ?? "with a title that is computed")}.`,
      advice: 'Call it after a task of the lesson, in plain text: "Task 1: name".',
    };
  if (title === titleOf(task)) return undefined;
  const advice = `Call it "${titleOf(task)}", as the heading of the task has it.`;
  return {
    line,
    problem: `The describe "${title}" is not called as task ${task.number} of the lesson.`,
    advice,
  };
}

function lookProblems({ leftOut, unawaited, answersImported }: GraderSource): GraderProblem[] {
  return [
    ...leftOut.map(({ what, line }) => ({
      line,
      problem: `With this \`${what}\` some checks of the lesson are not run as the others are.`,
      advice: "Take it away, or the check that is not ready yet.",
    })),
    ...unawaited.map(({ what, line }) => ({
      line,
      problem: `Nobody waits for this \`${what}\`, so what it finds is lost.`,
      advice: "Write `await` in front of it.",
    })),
    ...answersImported.map(({ what, line }) => ({
      line,
      problem: `The grader imports from "${what}", where the answers are.`,
      advice: "Import types only (`import type`), and ask the `submission` for everything else.",
    })),
  ];
}
