import { MalformedLesson } from "../../course/index.ts";
import { blocksOf, linesOf, type Refuse } from "../../course/markdown.ts";
import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { readableLessons } from "./read-lesson.ts";
import { lessonFiles } from "./source-files.ts";

// What a reader reads in a sitting. Lines outside folds that are not blank: answers and hints are read one at a time.
const LEAST_LINES = 120;
const MOST_LINES = 250;
const LAST_SECTION = "What was left out";

/** A lesson is neither a note nor a book, and says where it ends. */
export const extent: CourseCheck = {
  name: "extent",
  demands: `A lesson has ${LEAST_LINES} to ${MOST_LINES} lines outside folds, and ends with what was left out.`,
  async find(course) {
    // What keeps a lesson from opening is told of by the check of its shape.
    const slugs = (await readableLessons(course)).map(({ slug }) => slug);
    const files = await lessonFiles(course.root, slugs);
    return files.flatMap(({ file, text }) =>
      [...lengthProblems(text), ...endProblems(text, file)].map((each) => ({ file, ...each })),
    );
  },
};

type Found = Pick<CourseProblem, "problem" | "advice" | "line">;

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
