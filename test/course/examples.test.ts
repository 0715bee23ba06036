// Each task has a worked example, which `try` runs, and what the lesson shows below it is what the solution gives.

import { expect, test } from "vitest";
import { loadLesson } from "../../src/course/index.ts";
import { tryCall } from "../../src/grading/index.ts";
import { built, lessonSlugs, root } from "../support/grade-file.ts";

const tasks = (await Promise.all((await lessonSlugs()).map((slug) => loadLesson(root, slug)))).flatMap(
  (lesson) => lesson.tasks.map((task) => ({ lesson, task, name: `${lesson.slug}, task ${task.number}` })),
);

test.each(tasks)("the worked example of $name", async ({ lesson, task }) => {
  const { call, result } = task.example ?? expect.fail("The task has no `ts try` fence: write one.");
  const trial = await tryCall(lesson, call, { file: lesson.files.solution }, { root, built });
  expect(trial.failure).toBeUndefined();
  expect(trial.returned, "write this below the call, each line behind `// `").toBe(result);
});
