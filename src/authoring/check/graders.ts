import type { Lesson, Task } from "../../course/index.ts";
import { graderProblems, taskNumberOf, titleOf } from "../../grading/grader-problems.ts";
import { type GraderSource, readGrader } from "../../grading/read-grader.ts";
import { readModule } from "../../grading/read-module.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { readableLessons } from "./read-lesson.ts";

export const graders: CourseCheck = {
  name: "graders",
  demands: "Each grader has a `describe` for each task, awaits its comparisons and sees no answer.",
  async find(course) {
    const lessons = await readableLessons(course);
    return (await Promise.all(lessons.map(problemsOf))).flat();
  },
};

async function problemsOf({ slug, tasks, files }: Lesson): Promise<CourseProblem[]> {
  const file = `test/graders/${slug}.test.ts`;
  const module = await readModule(files.grader);
  if (module === undefined) return [];
  const grader = await readGrader(module);
  const found = [...missingSuites(grader, tasks), ...graderProblems(grader, tasks)];
  return found.map((problem) => ({ file, ...problem }));
}

function missingSuites({ suites }: GraderSource, tasks: readonly Task[]) {
  return tasks
    .filter(({ number }) => !suites.some((suite) => taskNumberOf(suite) === number))
    .map((task) => ({
      problem: `There is no describe for task ${task.number}.`,
      advice: `Write \`describe("${titleOf(task)}", ...)\`, with checks in it.`,
    }));
}
