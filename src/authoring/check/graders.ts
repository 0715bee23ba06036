import type { Lesson, Task } from "../../course/index.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { type GraderSource, readGrader, type Suite } from "./read-grader.ts";
import { readableLessons } from "./read-lesson.ts";
import { readModule } from "./read-module.ts";

export const graders: CourseCheck = {
  name: "graders",
  demands: "Each grader has a `describe` for each task, awaits its comparisons and sees no answer.",
  async find(course) {
    const lessons = await readableLessons(course);
    return (await Promise.all(lessons.map(graderProblems))).flat();
  },
};

async function graderProblems({ slug, tasks, files }: Lesson): Promise<CourseProblem[]> {
  const file = `test/graders/${slug}.test.ts`;
  const module = await readModule(files.grader);
  if (module === undefined) return [];
  const grader = await readGrader(module);
  const found = [...suiteProblems(grader, tasks), ...lookProblems(grader)];
  return found.map((problem) => ({ file, ...problem }));
}

type Problem = Omit<CourseProblem, "file">;

/** What a task's `describe` must be called: `Task 2: statusClass`. */
function titleOf({ number, name }: Task): string {
  return `Task ${number}: ${name}`;
}

/** The number of the task that the checks of a block are counted for. */
export function taskNumberOf({ title = "" }: Suite): number | undefined {
  const number = /^Task (\d+)/.exec(title)?.[1];
  return number === undefined ? undefined : Number(number);
}

function suiteProblems({ suites }: GraderSource, tasks: readonly Task[]): Problem[] {
  const missing = tasks
    .filter(({ number }) => !suites.some((suite) => taskNumberOf(suite) === number))
    .map((task) => ({
      problem: `There is no describe for task ${task.number}.`,
      advice: `Write \`describe("${titleOf(task)}", ...)\`, with checks in it.`,
    }));
  return [...missing, ...suites.flatMap((suite) => suiteProblem(suite, tasks) ?? [])];
}

function suiteProblem(suite: Suite, tasks: readonly Task[]): Problem | undefined {
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
  const advice = `Call it "${titleOf(task)}", or change the heading of the task.`;
  return {
    line,
    problem: `The describe "${title}" is not called as task ${task.number} of the lesson.`,
    advice,
  };
}

function lookProblems({ leftOut, unawaited, answersImported }: GraderSource): Problem[] {
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
