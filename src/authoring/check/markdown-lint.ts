import type { Configuration } from "markdownlint";
import { lint } from "markdownlint/promise";
import type { CourseCheck } from "./course-problem.ts";
import { markdownFiles } from "./source-files.ts";

/** Everything that markdownlint looks for, and why some of it is not wanted here. */
const RULES: Configuration = {
  default: true,
  // Lines of lessons are looked at by `columns`, as a terminal shows them. Elsewhere a table has long ones.
  "line-length": false,
  // Commands of a page are indented, programs and messages fenced: the fence says what they are.
  "code-block-style": false,
  // The headings of CONTRIBUTING.md go on in the next one: "I want to ..."
  "no-trailing-punctuation": { punctuation: ",;:!" },
  // A space in code can be what is shown: `HTTP/1.1 204 `.
  "no-space-in-code": false,
  // Hints and answers are folded.
  "no-inline-html": { allowed_elements: ["details", "summary"] },
  // Wide tables of docs/ are made by programs, and are not padded.
  "table-column-style": false,
};

export const markdownLint: CourseCheck = {
  name: "markdown",
  demands: "Markdown is written so that every reader of it shows the same",
  async find({ root }) {
    const files = await markdownFiles(root);
    const found = await lint({
      strings: Object.fromEntries(files.map(({ file, text }) => [file, text])),
      config: RULES,
    });
    return Object.entries(found).flatMap(([file, errors]) =>
      errors.map(({ lineNumber, ruleDescription, errorDetail, ruleNames }) => ({
        file,
        line: lineNumber,
        problem: `${ruleDescription}${errorDetail ? ` (${errorDetail})` : ""}.`,
        advice: `Mend it: ${ruleNames[1] ?? ruleNames[0]} at https://github.com/DavidAnson/markdownlint tells how.`,
      })),
    );
  },
};
