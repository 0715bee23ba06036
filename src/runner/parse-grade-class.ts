// The words after `npm run grade:class`, as data.

import { COMMON_OPTIONS, type CommonWords, mustGoTogether, wholeNumber } from "./grade-words.ts";
import { UsageError } from "./parse-command.ts";
import { once, readWords, type WordOption } from "./read-words.ts";

/** What the teacher wants. */
export type GradeClassCommand =
  | { readonly kind: "help" }
  | ({
      readonly kind: "grade-class";
      /** Folder with the submissions. */
      readonly folder: string;
      /** Folder that the marks go to; one beside it where it is left out. */
      readonly out?: string;
      /** Path of the file with the names of the class. */
      readonly roster?: string;
      /** How many submissions are marked at a time. */
      readonly jobs?: number;
    } & Readonly<CommonWords>);

/** What has been said so far. */
interface Said extends CommonWords {
  folder?: string;
  out?: string;
  roster?: string;
  jobs?: number;
}

const OPTIONS: Readonly<Record<string, WordOption<Said>>> = {
  ...COMMON_OPTIONS,
  out: { example: "submissions out marks", take: (said, folder) => once(said, "out", folder, "out marks") },
  roster: {
    example: "submissions roster class.csv",
    take: (said, file) => once(said, "roster", file, "roster class.csv"),
  },
  jobs: { example: "submissions jobs 4", take: (said, word) => once(said, "jobs", jobsOf(word), "jobs 4") },
};

/**
 * @param words What stands after `npm run grade:class`
 * @param environment Where npm keeps the flags that it took for its own
 * @throws {UsageError} When a word is not known where it stands, or no folder is there
 *
 * @example
 * parseGradeClass(["submissions", "lesson", "3"]) // { kind: "grade-class", folder: "submissions", lessons: ["3"] }
 */
export function parseGradeClass(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): GradeClassCommand {
  const said: Said = {};
  const known = { script: "grade:class", options: OPTIONS, takeOther: takeFolder };
  if (readWords(words, said, known, environment) === "help") return { kind: "help" };
  mustGoTogether(said);
  const { folder, ...rest } = said;
  if (folder !== undefined) return { kind: "grade-class", folder, ...rest };
  throw new UsageError(
    "The folder with the submissions is missing.",
    "Type `npm run grade:class submissions`, with a folder or an archive for each learner in it.",
  );
}

/** The one word without a name. A flag is none. */
function takeFolder(said: Said, word: string): boolean {
  if (said.folder !== undefined || word.startsWith("-")) return false;
  said.folder = word;
  return true;
}

const MOST_JOBS = 64;

function jobsOf(word: string): number {
  const jobs = wholeNumber(word, "a number of jobs", "jobs 4");
  if (jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  throw new UsageError(`Cannot mark ${jobs} at a time.`, `Type a number from 1 to ${MOST_JOBS}: \`jobs 4\`.`);
}
