// The words after `npm run grade`, as data.

import { nearest } from "../marking/index.ts";
import { COMMON_OPTIONS, type CommonWords, mustGoTogether } from "./grade-words.ts";
import { UsageError } from "./parse-command.ts";
import { once, readWords, type WordOption } from "./read-words.ts";

const GRADE_FORMATS = ["human", "json", "junit", "gradescope", "classroom50", "github"] as const;
export type GradeFormat = (typeof GRADE_FORMATS)[number];

/** A format, and the file that it goes to; to the terminal where there is none. */
interface GradeOutput {
  readonly format: GradeFormat;
  readonly file?: string;
}

/** What the teacher wants. */
export type GradeCommand =
  | { readonly kind: "help" }
  | ({
      readonly kind: "grade";
      readonly from?: string;
      readonly outputs: readonly GradeOutput[];
    } & Readonly<CommonWords>);

/** What has been said so far. */
interface Said extends CommonWords {
  from?: string;
  outputs: GradeOutput[];
  /** An `out` that was said before any format. */
  out?: string;
}

const OPTIONS: Readonly<Record<string, WordOption<Said>>> = {
  ...COMMON_OPTIONS,
  from: {
    example: "from submission.zip",
    take: (said, from) => once(said, "from", from, "from submission.zip"),
  },
  format: { example: "format json out report.json", take: (said, name) => addFormat(said, name) },
  out: { example: "format json out report.json", take: (said, file) => addFile(said, file) },
};

/**
 * @param words What stands after `npm run grade`
 * @param environment Where npm keeps the flags that it took for its own
 * @throws {UsageError} When a word is not known where it stands
 *
 * @example
 * parseGrade(["lesson", "3", "format", "json"]) // { kind: "grade", lessons: ["3"], outputs: [{ format: "json" }] }
 */
export function parseGrade(words: readonly string[], environment: NodeJS.ProcessEnv = {}): GradeCommand {
  const said: Said = { outputs: [] };
  const known = { script: "grade", options: OPTIONS, takeOther };
  return readWords(words, said, known, environment) === "help" ? { kind: "help" } : commandOf(said);
}

function commandOf({ out, outputs, ...said }: Said): GradeCommand {
  mustGoTogether(said);
  if (out !== undefined)
    throw new UsageError("Cannot tell in which format to write.", `Type \`format json out ${out}\`.`);
  const onTerminal = outputs.filter(({ format, file }) => file === undefined && format !== "github");
  if (onTerminal.length > 1)
    throw new UsageError(
      `Cannot print ${onTerminal.map(({ format }) => format).join(" and ")} in one terminal.`,
      `Type a file for all but one: \`format ${onTerminal[1]!.format} out FILE\`.`,
    );
  // A person who has a file written still wants to see how it went.
  const human: GradeOutput[] = onTerminal.length === 0 ? [{ format: "human" }] : [];
  return { kind: "grade", ...said, outputs: [...outputs, ...human] };
}

function addFormat(said: Said, word: string): void {
  const format = GRADE_FORMATS.find((each) => each === word.toLowerCase());
  if (format === undefined) {
    const meant = nearest(word, GRADE_FORMATS);
    throw new UsageError(
      `There is no format "${word}".`,
      meant === undefined ? `Type one of ${GRADE_FORMATS.join(", ")}.` : `Type \`format ${meant}\`.`,
    );
  }
  if (said.outputs.some((each) => each.format === format))
    throw new UsageError(`Cannot have ${format} twice.`, "Leave one out.");
  said.outputs.push({ format });
  if (said.out !== undefined) {
    const file = said.out;
    delete said.out;
    addFile(said, file);
  }
}

/** A file belongs to the format before it; to the next one, where it was said first. */
function addFile(said: Said, file: string): void {
  const last = said.outputs.at(-1);
  if (last?.format === "github")
    throw new UsageError(
      "`github` writes to the files that GitHub Actions names, and to no other.",
      "Leave `out` away, or type another format before it: `format json out report.json`.",
    );
  if (last?.file !== undefined || said.out !== undefined)
    throw new UsageError(
      `Cannot tell what to write to ${file}.`,
      "Type a format before it: `format json out FILE`.",
    );
  if (last === undefined) said.out = file;
  else said.outputs[said.outputs.length - 1] = { ...last, file };
}

/** What is no option is a mistake, of which some are easy to tell. @throws {UsageError} */
function takeOther(_said: Said, word: string): false {
  const what = `Cannot tell what "${word}" means here.`;
  // What npm leaves of `--format json`: it takes the flag for one of its own that begins so.
  if (GRADE_FORMATS.some((each) => each === word.toLowerCase()))
    throw new UsageError(what, `Is it a format? Type \`npm run grade format ${word.toLowerCase()}\`.`);
  if (/[./\\]/.test(word) && nearest(word.toLowerCase(), Object.keys(OPTIONS)) === undefined)
    throw new UsageError(what, `Is it a submission? Type \`npm run grade from ${word}\`.`);
  return false;
}
