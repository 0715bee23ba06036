import type { CourseCheck, CourseProblem } from "./course-problem.ts";
import { lineAt } from "./prose.ts";
import { OTHER_RFCS, RFC_SUBSECTIONS } from "./rfc-sections.ts";
import { sourceFiles } from "./source-files.ts";

// Code names sections too, and a grader shows them to the learner. The project's own tests name some that are wrong.
const FILES = /\.md$|^(?:src|solutions|exercises|test\/(?:graders|course))\/.*\.ts$/;
const REFERENCE = /RFC (\d{4})[\s*/]+§([\d.]*\d)((?:,[\s*/]+|[\s*/]+(?:and|or|to)[\s*/]+)§[\d.]*\d)*/g;

/** A section that is named can be read. */
export const rfcReferences: CourseCheck = {
  name: "rfc-references",
  demands: `Each section of ${rfcNames()} that is named exists`,
  async find({ root }) {
    const files = await sourceFiles(root, FILES);
    return files.flatMap(({ file, text }) =>
      [...text.matchAll(REFERENCE)].flatMap((match): CourseProblem[] => {
        const rfc = match[1]!;
        const line = lineAt(text, match.index);
        if (!(rfc in RFC_SUBSECTIONS) && !OTHER_RFCS.has(rfc)) return [{ file, line, ...unknown(rfc) }];
        return sectionsIn(match[0])
          .filter((section) => !exists(rfc, section))
          .map((section) => ({
            file,
            line,
            problem: `RFC ${rfc} has no §${section}.`,
            advice: `Look it up at https://www.rfc-editor.org/rfc/rfc${rfc}.`,
          }));
      }),
    );
  },
};

function unknown(rfc: string): Pick<CourseProblem, "problem" | "advice"> {
  return {
    problem: `No other place names a section of RFC ${rfc}.`,
    advice: `Look it up at https://www.rfc-editor.org/rfc/rfc${rfc}, and add it to src/authoring/check/rfc-sections.ts.`,
  };
}

function rfcNames(): string {
  const names = Object.keys(RFC_SUBSECTIONS).map((rfc) => `RFC ${rfc}`);
  return new Intl.ListFormat("en-GB").format(names);
}

function sectionsIn(reference: string): string[] {
  return [...reference.matchAll(/§([\d.]*\d)/g)].map((match) => match[1]!);
}

/** Whether an RFC has a section; of one whose sections are not known, it does. */
function exists(rfc: string, section: string): boolean {
  const subsections = RFC_SUBSECTIONS[rfc];
  if (subsections === undefined) return true;
  const numbers = section.split(".").map(Number);
  return numbers.every((number, index) => {
    const parent = numbers.slice(0, index).join(".");
    return number >= 1 && number <= (subsections[parent] ?? 0);
  });
}
