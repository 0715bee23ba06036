import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { sourceFiles } from "./source-files.ts";

// A stub has `TODO: Task 2` for the learner.
const TODO = /\bTODO:(?! Task \d)[ \t]*(.*?)(?:[ \t]*(?:\*\/|-->|\|).*)?$/;
// The files of lessons, and the README, where each has a row. Here and elsewhere the word is only spoken of.
const FILES =
  /^(?:lessons|exercises|solutions|test\/(?:graders|course\/(?:wrong|other)-answers))\/|^README\.md$/;

/** What `npm run lesson:new` left for the author to write. */
export const todos: CourseCheck = {
  name: "todos",
  demands: "Nothing is left to be written",
  async find({ root }) {
    const files = await sourceFiles(root, FILES);
    return files.flatMap(({ file, text }) =>
      text.split("\n").flatMap((line, index): CourseProblem[] => {
        const [found, what = ""] = TODO.exec(line) ?? [];
        if (found === undefined) return [];
        const rest = (what || "see the line").replace(/[.,;:]$/, "");
        return [
          {
            file,
            line: index + 1,
            problem: `This is still to be written: ${rest}${rest.endsWith("?") ? "" : "."}`,
            advice: "Write it, and take the mark away.",
            isTodo: true,
          },
        ];
      }),
    );
  },
};
