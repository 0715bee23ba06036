import { existsSync, readFileSync } from "node:fs";
import type { Lesson, Task } from "../../course/index.ts";
import { exportsOf, isTaskExport, type Module, parametersOf, readModule } from "../../grading/read-module.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { docstringOf } from "./promised-text.ts";
import { readableLessons } from "./read-lesson.ts";

export const stubs: CourseCheck = {
  name: "stubs",
  demands:
    "Each stub exports one function for each task, says what it promises, and lies untouched in exercises/.",
  async find(course) {
    const lessons = await readableLessons(course);
    return (await Promise.all(lessons.map(stubProblems))).flat();
  },
};

async function stubProblems(lesson: Lesson): Promise<CourseProblem[]> {
  const stub = await readModule(lesson.files.original);
  if (stub === undefined) return editedStub(lesson);
  const functions = exportsOf(stub).filter(({ kind }) => kind === "function");
  return [
    ...editedStub(lesson),
    ...lesson.tasks.flatMap((task) => taskProblems(lesson.slug, task, stub)),
    ...functions
      .filter(({ name }) => !lesson.tasks.some((task) => task.name === name))
      .map(({ name, line }) => ({
        file: originalOf(lesson.slug),
        line,
        problem: `It exports the function ${name}, and no task is called so.`,
        advice: "Take the export away where it is a helper, or give the lesson a task for it.",
      })),
  ];
}

/** What is committed is what a learner begins with. */
function editedStub({ slug, number, files }: Lesson): CourseProblem[] {
  if (!existsSync(files.exercise) || !existsSync(files.original)) return [];
  const line = firstDifference(readFileSync(files.exercise, "utf8"), readFileSync(files.original, "utf8"));
  if (line === undefined) return [];
  const file = `exercises/${slug}.ts`;
  const advice = `Type \`npm run lesson ${number} reset\`, or copy it to .original/ where it is the one that is right.`;
  return [{ file, line, problem: `It differs from ${originalOf(slug)}.`, advice }];
}

function taskProblems(slug: string, task: Task, stub: Module): CourseProblem[] {
  const { number, kind, name } = task;
  const file = originalOf(slug);
  const own = exportsOf(stub).find((each) => each.name === name);
  if (own === undefined || !isTaskExport(own))
    return [
      {
        file,
        ...(own && { line: own.line }),
        problem: `Task ${number} asks for ${name}, and the stub exports no function or class of that name.`,
        advice: `Write \`export function ${name}\`, or call the task in the lesson as the stub does.`,
      },
    ];
  const at = { file, line: own.line };
  const start = kind === "core" ? `Task ${number}. ` : `Task ${number}, stretch. `;
  if (textOf(docstringOf(stub.source, name)).startsWith(start)) return otherParameters(at, task, stub);
  const problem = `The docstring of ${name} does not begin with "${start.trim()}".`;
  const advice = "Begin it so: an editor then says which task it is.";
  return [{ ...at, problem, advice }, ...otherParameters(at, task, stub)];
}

/** A heading that shows a call shows that of the stub. */
function otherParameters(
  at: Pick<CourseProblem, "file" | "line">,
  { number, name, signature }: Task,
  stub: Module,
): CourseProblem[] {
  const parameters = parametersOf(stub, name);
  const call = `${name}(${parameters?.join(", ")})`;
  if (parameters === undefined || signature === name || signature === call) return [];
  const problem = `The stub declares \`${call}\`, and the heading of task ${number} says \`${signature}\`.`;
  return [{ ...at, problem, advice: "Give both the same parameters, in the same order." }];
}

/** A docstring without its stars. */
function textOf(docstring: string): string {
  return docstring.replace(/^[\s/*]+/, "");
}

function originalOf(slug: string): string {
  return `exercises/.original/${slug}.ts`;
}

/** The first line, from 1, in which two texts differ. */
function firstDifference(one: string, other: string): number | undefined {
  if (one === other) return undefined;
  const [lines, others] = [one.split("\n"), other.split("\n")];
  return lines.findIndex((line, index) => line !== others[index]) + 1 || lines.length;
}
