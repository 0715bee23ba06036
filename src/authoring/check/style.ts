import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { proseLines } from "./prose.ts";
import { markdownFiles, type SourceFile } from "./source-files.ts";

interface Rule {
  readonly pattern: RegExp;
  readonly problem: (found: string) => string;
  readonly advice: string;
}

const RULES: readonly Rule[] = [
  {
    pattern: /!(?!\[)/g,
    problem: () => "There is an exclamation mark.",
    advice: "Say it without: a colleague does not shout.",
  },
  {
    // What is easy for the author need not be so for the reader.
    pattern: /\b(?:simply|just)\b/gi,
    problem: (found) => `There is the word "${found}".`,
    advice: "Leave it out, or say what is meant.",
  },
];

/** The voice of the course, as far as a machine hears it. */
export const style: CourseCheck = {
  name: "style",
  demands: 'The prose does without exclamation marks, "simply" and "just"',
  async find({ root }) {
    return (await markdownFiles(root)).flatMap(problemsOf);
  },
};

function problemsOf({ file, text }: SourceFile): CourseProblem[] {
  return proseLines(text).flatMap(({ number, text }) =>
    RULES.flatMap(({ pattern, problem, advice }) =>
      [...text.matchAll(pattern)].map(([found]) => ({ file, line: number, problem: problem(found), advice })),
    ),
  );
}
