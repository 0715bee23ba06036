import { type Lesson, loadLesson, MalformedLesson, quizzesOf } from "../../course/index.ts";
import { blocksOf, linesOf, type Refuse } from "../../course/markdown.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { lessonFiles } from "./source-files.ts";

const LEAST_QUIZZES = 2;
const LEAST_CORE_TASKS = 2;
const MOST_STRETCH_TASKS = 1;
// What a reader reads in a sitting. Lines outside folds that are not blank: answers and hints are read one at a time.
const LEAST_LINES = 120;
const MOST_LINES = 250;
const LAST_SECTION = "What was left out";

/** A lesson has what each lesson has, and is neither a note nor a book. */
export const lessonShape: CourseCheck = {
  name: "lesson-shape",
  demands: `A lesson has a goal, quizzes, tasks, ${LEAST_LINES} to ${MOST_LINES} lines, and ends with what was left out`,
  async find({ root, slugs }) {
    const files = await lessonFiles(root, slugs);
    const problems = await Promise.all(
      files.map(async ({ file, text }, index) =>
        problemsOf(file, text, () => loadLesson(root, slugs[index]!)),
      ),
    );
    return problems.flat();
  },
};

async function problemsOf(file: string, text: string, load: () => Promise<Lesson>): Promise<CourseProblem[]> {
  try {
    const found = [...partProblems(await load()), ...lengthProblems(text), ...endProblems(text, file)];
    return found.map((each) => ({ file, ...each }));
  } catch (error) {
    if (!(error instanceof MalformedLesson)) throw error;
    const { line, message } = error;
    const problem = message.slice(`${file}:${line}: `.length);
    return [
      { file, line, problem, advice: "Mend it: until then nothing else in this lesson can be looked at." },
    ];
  }
}

type Found = Pick<CourseProblem, "problem" | "advice" | "line">;

function partProblems(lesson: Lesson): Found[] {
  const { goal, tasks } = lesson;
  const quizzes = quizzesOf(lesson).length;
  const core = tasks.filter(({ kind }) => kind === "core").length;
  const isCoreFirst = tasks.slice(0, core).every(({ kind }) => kind === "core");
  const rules: readonly (readonly [isBroken: boolean, problem: string, advice: string])[] = [
    [!goal.endsWith("."), "The goal is not a whole sentence.", "End it with a full stop."],
    [
      quizzes < LEAST_QUIZZES,
      `The lesson has ${quizzes} of at least ${LEAST_QUIZZES} quizzes.`,
      "Ask before the text gives the answer.",
    ],
    [
      core < LEAST_CORE_TASKS,
      `The lesson has ${core} of at least ${LEAST_CORE_TASKS} core tasks.`,
      "Add a task.",
    ],
    [!isCoreFirst, "A core task stands behind a stretch task.", "Put the stretch task last."],
    [tasks.length - core > MOST_STRETCH_TASKS, "The lesson has more than one stretch task.", "Keep one."],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, problem, advice]) => ({ problem, advice }));
}

/** Lines that are not blank, outside `<details>`. */
function linesToRead(text: string): number {
  const outside = text.replace(/^<details>[\s\S]*?^<\/details>$/gm, "");
  return outside.split("\n").filter((line) => line.trim() !== "").length;
}

function lengthProblems(text: string): Found[] {
  const count = linesToRead(text);
  // What is still to be written makes it longer.
  if (count < LEAST_LINES && !text.includes("TODO:"))
    return [
      {
        problem: `The lesson has ${count} lines outside folds.`,
        advice: `Write at least ${LEAST_LINES}, or make it a part of another.`,
      },
    ];
  if (count > MOST_LINES)
    return [
      {
        problem: `The lesson has ${count} lines outside folds.`,
        advice: `Cut it to ${MOST_LINES}, or make two of it.`,
      },
    ];
  return [];
}

function endProblems(text: string, file: string): Found[] {
  const refuse: Refuse = (line, problem) => {
    throw new MalformedLesson(file, line, problem);
  };
  const last = blocksOf(linesOf(text, refuse), 2).blocks.at(-1);
  if (last?.title === LAST_SECTION) return [];
  return [
    {
      ...(last && { line: last.heading.number }),
      problem: `The last section is not "## ${LAST_SECTION}".`,
      advice: "Say what was left out, and in which lesson it comes back.",
    },
  ];
}
