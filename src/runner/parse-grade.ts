// The words after `npm run grade`, as data.

import { nearest } from "../marking/index.ts";
import { UsageError } from "./parse-command.ts";

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
  | {
      readonly kind: "grade";
      /** As they were typed: `3`, `responses`; those of the choices, or all, where it is left out. */
      readonly lessons?: readonly string[];
      readonly from?: string;
      readonly seed?: number;
      /** Path of the file with the choices. */
      readonly choices?: string;
      readonly outputs: readonly GradeOutput[];
    };

/** What has been said so far. */
interface Said {
  lessons?: readonly string[];
  from?: string;
  seed?: number;
  choices?: string;
  outputs: GradeOutput[];
  /** An `out` that was said before any format. */
  out?: string;
}

interface Option {
  /** What belongs to the word, as one types it. */
  readonly example: string;
  readonly take: (said: Said, argument: string) => void;
}

const OPTIONS: Readonly<Record<string, Option>> = {
  lesson: { example: "lesson 3", take: (said, words) => addLessons(said, words) },
  lessons: { example: "lessons 1-3,5", take: (said, words) => addLessons(said, words) },
  from: { example: "from submission.zip", take: (said, from) => once(said, "from", from) },
  format: { example: "format json out report.json", take: (said, name) => addFormat(said, name) },
  out: { example: "format json out report.json", take: (said, file) => addFile(said, file) },
  seed: { example: "seed 17", take: (said, seed) => once(said, "seed", seedOf(seed)) },
  choices: { example: "choices grading.json", take: (said, file) => once(said, "choices", file) },
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
  noticeFlags(environment);
  const said: Said = { outputs: [] };
  const rest = words.flatMap(withoutEqualsSign);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const name = optionName(word);
    if (name === "help" || name === "h") return { kind: "help" };
    if (!Object.hasOwn(OPTIONS, name)) throw unknownWord(word, name);
    const argument = rest.shift();
    if (argument === undefined) throw missing(name);
    OPTIONS[name]!.take(said, argument);
  }
  return commandOf(said);
}

/** `--format=json` is `--format json`. */
function withoutEqualsSign(word: string): string[] {
  const [, flag, value] = /^(--[a-z]+)=(.*)$/is.exec(word) ?? [];
  return flag === undefined ? [word] : [flag, value!];
}

function optionName(word: string): string {
  return word.toLowerCase().replace(/^--?(?=[a-z])/, "");
}

function commandOf({ out, outputs, ...said }: Said): GradeCommand {
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

function once<Key extends "from" | "seed" | "choices">(
  said: Said,
  key: Key,
  value: NonNullable<Said[Key]>,
): void {
  if (said[key] !== undefined)
    throw new UsageError(`Cannot have two of ${key}.`, `Type one: \`${OPTIONS[key]!.example}\`.`);
  Object.assign(said, { [key]: value });
}

/** Numbers, ranges and names, with commas between them. */
function addLessons(said: Said, words: string): void {
  said.lessons = [...(said.lessons ?? []), ...words.split(",").flatMap(lessonsOf)];
}

const MOST_LESSON = 99;

function lessonsOf(word: string): string[] {
  const range = /^(\d{1,2})-(\d{1,2})$/.exec(word);
  if (range === null && /^[a-z0-9][a-z0-9-]*$/i.test(word)) return [word];
  const [first, last] = [Number(range?.[1]), Number(range?.[2])];
  if (range !== null && first <= last && last <= MOST_LESSON)
    return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  throw new UsageError(
    `Cannot take "${word}" for lessons.`,
    "Type them with commas and hyphens: `lessons 1-3,5`.",
  );
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

function seedOf(word: string): number {
  if (/^\d{1,9}$/.test(word)) return Number(word);
  throw new UsageError(`Cannot take "${word}" for a seed.`, "Type a whole number: `seed 17`.");
}

function missing(name: string): UsageError {
  return new UsageError(
    `What belongs to ${name} is missing.`,
    `Type \`npm run grade ${OPTIONS[name]!.example}\`.`,
  );
}

function unknownWord(word: string, name: string): UsageError {
  const what = `Cannot tell what "${word}" means here.`;
  if (/^\d/.test(name)) return new UsageError(what, `Is it a lesson? Type \`npm run grade lesson ${name}\`.`);
  // What npm leaves of `--format json`: it takes the flag for one of its own that begins so.
  if (GRADE_FORMATS.some((each) => each === name))
    return new UsageError(what, `Is it a format? Type \`npm run grade format ${name}\`.`);
  const meant = nearest(name, Object.keys(OPTIONS));
  if (meant !== undefined) return new UsageError(what, `Type \`npm run grade ${OPTIONS[meant]!.example}\`.`);
  if (/[./\\]/.test(word))
    return new UsageError(what, `Is it a submission? Type \`npm run grade from ${word}\`.`);
  return new UsageError(what, "The words that it knows: `npm run grade help`.");
}

/** npm takes `--format json` for a setting of its own, and passes on what is left of it. @throws {UsageError} */
function noticeFlags(environment: NodeJS.ProcessEnv): void {
  const taken = Object.keys(OPTIONS).find((name) => environment[`npm_config_${name}`] !== undefined);
  if (taken === undefined) return;
  throw new UsageError(
    `npm took --${taken} for a setting of its own.`,
    `Type it as a word, \`npm run grade ${OPTIONS[taken]!.example}\`, or behind two dashes: \`npm run grade -- --${OPTIONS[taken]!.example}\`.`,
  );
}
