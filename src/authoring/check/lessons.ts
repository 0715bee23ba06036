import type { Lesson } from "../../course/index.ts";
import { MalformedLesson, quizzesOf } from "../../course/index.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { lessonOrWhyNot } from "./read-lesson.ts";

const LEAST_QUIZZES = 2;
const LEAST_CORE = 2;
const MOST_CORE = 4;
const MOST_STRETCH = 1;

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
  const { slug, tasks } = lesson;
  const core = tasks.filter(({ kind }) => kind === "core").length;
  const stretch = tasks.length - core;
  const file = `lessons/${slug}.md`;
  const problems: CourseProblem[] = [];
  const demand = (isMet: boolean, problem: string, advice: string) => {
    if (!isMet) problems.push({ file, problem, advice });
  };
  demand(
    lesson.goal.endsWith("."),
    "The goal of the lesson is no sentence.",
    "End it with a full stop: `> You can ...`.",
  );
  demand(
    quizzesOf(lesson).length >= LEAST_QUIZZES,
    `The lesson asks ${counted(quizzesOf(lesson).length, "quiz", "quizzes")}, and ${LEAST_QUIZZES} are the least.`,
    "Ask another one, before the text gives the answer: `### Quiz: title`.",
  );
  demand(
    core >= LEAST_CORE && core <= MOST_CORE,
    `The lesson has ${counted(core, "core task", "core tasks")}, and wants ${LEAST_CORE} to ${MOST_CORE}.`,
    "Divide a task, join two, or make the last one `(stretch)`.",
  );
  demand(
    stretch <= MOST_STRETCH,
    `The lesson has ${stretch} stretch tasks, and wants one at most.`,
    "Make it a core task, or leave it out.",
  );
  demand(
    tasks.slice(0, core).every(({ kind }) => kind === "core"),
    "A stretch task stands before a core task.",
    "Put it last: it does not hold up the next lesson.",
  );
  for (const { number, name, example } of tasks)
    demand(
      example !== undefined,
      `Task ${number} has no worked example, so \`try ${number}\` has nothing to run.`,
      `Add a fence \`ts try\` with one call of ${name}, and below it what it gives behind \`// \`.`,
    );
  return problems;
}

function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? "no" : count} ${count === 1 ? one : many}`;
}
