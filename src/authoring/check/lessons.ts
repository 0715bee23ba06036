import { readFileSync } from "node:fs";
import { type Lesson, MalformedLesson, quizzesOf } from "../../course/index.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { lineOfTask } from "./line-of-task.ts";
import { lessonOrWhyNot } from "./read-lesson.ts";

const LEAST_QUIZZES = 2;
const LEAST_CORE = 2;
const MOST_CORE = 4;

export const lessons: CourseCheck = {
  name: "lessons",
  demands: "Each lesson has the shape of one: title, goal, quizzes, tasks with hints and a worked example.",
  async find({ root, slugs }) {
    const found = await Promise.all(slugs.map(async (slug) => problemsOf(await lessonOrWhyNot(root, slug))));
    return found.flat();
  },
};

function problemsOf(lesson: Lesson | MalformedLesson): CourseProblem[] {
  if (!(lesson instanceof MalformedLesson)) return shapeProblems(lesson);
  const { file, line, message } = lesson;
  const problem = message.slice(`${file}:${line}: `.length);
  return [{ file, line, problem, advice: "Mend this first: the lesson does not open." }];
}

/** What the course opens, and the curriculum does not want. */
function shapeProblems(lesson: Lesson): CourseProblem[] {
  const markdown = readFileSync(lesson.files.lesson, "utf8");
  const file = `lessons/${lesson.slug}.md`;
  return SHAPE.flatMap((find) => find(lesson, (task) => lineOfTask(markdown, task))).map((each) => ({
    file,
    ...each,
  }));
}

type Problem = Omit<CourseProblem, "file">;
/** @param lineOf The line of a task's heading, by its number */
type FindInShape = (lesson: Lesson, lineOf: (task: number) => number) => Problem[];

const SHAPE: readonly FindInShape[] = [
  ({ goal }) =>
    unless(goal.endsWith("."), {
      problem: "The goal of the lesson is no sentence.",
      advice: "End it with a full stop: `> You can ...`.",
    }),
  (lesson) => {
    const count = quizzesOf(lesson).length;
    return unless(count >= LEAST_QUIZZES, {
      problem: `The lesson asks ${counted(count, "quiz", "quizzes")}, and ${LEAST_QUIZZES} are the least.`,
      advice: "Ask another one, before the text gives the answer: `### Quiz: title`.",
    });
  },
  ({ tasks }) => {
    const count = tasks.filter(({ kind }) => kind === "core").length;
    return unless(count >= LEAST_CORE && count <= MOST_CORE, {
      problem: `The lesson has ${counted(count, "core task", "core tasks")}, and wants ${LEAST_CORE} to ${MOST_CORE}.`,
      advice: "Divide a task, join two, or make the last one `(stretch)`.",
    });
  },
  ({ tasks }, lineOf) =>
    tasks
      .filter(({ kind, number }) => kind === "stretch" && number < tasks.length)
      .map(({ number }) => ({
        line: lineOf(number),
        problem: `Task ${number} is a stretch task and not the last one.`,
        advice: "Put it last, as the one of its kind: it does not hold up the next lesson.",
      })),
  ({ tasks }, lineOf) =>
    tasks
      .filter(({ example }) => example === undefined)
      .map(({ number, name }) => ({
        line: lineOf(number),
        problem: `Task ${number} has no worked example, so \`try ${number}\` has nothing to run.`,
        advice: `Add a fence \`ts try\` with one call of ${name}, and below it what it gives behind \`// \`.`,
      })),
];

function unless(isMet: boolean, problem: Problem): Problem[] {
  return isMet ? [] : [problem];
}

function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? "no" : count} ${count === 1 ? one : many}`;
}
