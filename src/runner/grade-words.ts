// The words that `npm run grade` and `npm run grade:class` have in common: options with a word of their own, in any order,
// and the same as flags.

import { nearest } from "../marking/index.ts";
import { UsageError } from "./parse-command.ts";

/** A word, what belongs to it, and what is noted for it. */
export interface WordOption<Said> {
  /** What belongs to the word, as one types it. */
  readonly example: string;
  /** Nothing belongs to it. */
  readonly isAlone?: true;
  readonly take: (said: Said, argument: string) => void;
}

export interface Words<Said> {
  /** Name of npm's script: `grade`. */
  readonly script: string;
  readonly options: Readonly<Record<string, WordOption<Said>>>;
  /**
   * Takes a word that is no option.
   *
   * @returns Whether it is one that can stand alone
   */
  readonly takeOther: (said: Said, word: string) => boolean;
}

/**
 * Reads words into `said`.
 *
 * @param environment Where npm keeps the flags that it took for its own
 * @returns Whether help is wanted, whatever else was said
 * @throws {UsageError} When a word is not known where it stands
 */
export function readWords<Said>(
  words: readonly string[],
  said: Said,
  known: Words<Said>,
  environment: NodeJS.ProcessEnv,
): "help" | undefined {
  noticeFlags(known, environment);
  const rest = words.flatMap(withoutEqualsSign);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const name = optionName(word);
    if (name === "help" || name === "h") return "help";
    if (!Object.hasOwn(known.options, name)) {
      if (known.takeOther(said, word)) continue;
      throw unknownWord(word, name, known);
    }
    const option = known.options[name]!;
    const argument = option.isAlone ? "" : rest.shift();
    if (argument === undefined) throw missing(name, known);
    option.take(said, argument);
  }
  return undefined;
}

/** `--format=json` is `--format json`. */
function withoutEqualsSign(word: string): string[] {
  const [, flag, value] = /^(--[a-z]+)=(.*)$/is.exec(word) ?? [];
  return flag === undefined ? [word] : [flag, value!];
}

function optionName(word: string): string {
  return word.toLowerCase().replace(/^--?(?=[a-z])/, "");
}

function missing<Said>(name: string, { script, options }: Words<Said>): UsageError {
  return new UsageError(
    `What belongs to ${name} is missing.`,
    `Type \`npm run ${script} ${options[name]!.example}\`.`,
  );
}

function unknownWord<Said>(word: string, name: string, { script, options }: Words<Said>): UsageError {
  const what = `Cannot tell what "${word}" means here.`;
  if (/^\d/.test(name))
    return new UsageError(what, `Is it a lesson? Type \`npm run ${script} lesson ${name}\`.`);
  const meant = nearest(name, Object.keys(options));
  if (meant === undefined)
    return new UsageError(what, `The words that it knows: \`npm run ${script} help\`.`);
  return new UsageError(what, `Type \`npm run ${script} ${options[meant]!.example}\`.`);
}

/** npm takes `--format json` for a setting of its own, and passes on what is left of it. @throws {UsageError} */
function noticeFlags<Said>({ script, options }: Words<Said>, environment: NodeJS.ProcessEnv): void {
  const taken = Object.keys(options).find((name) => environment[`npm_config_${name}`] !== undefined);
  if (taken === undefined) return;
  const { example } = options[taken]!;
  throw new UsageError(
    `npm took --${taken} for a setting of its own.`,
    `Type it as a word, \`npm run ${script} ${example}\`, or behind two dashes: \`npm run ${script} -- --${example}\`.`,
  );
}

/** What both commands can be told. */
export interface CommonWords {
  /** As they were typed: `3`, `responses`; those of the choices, or all, where it is left out. */
  lessons?: readonly string[];
  seed?: number;
  /** The submission is shut in. */
  strict?: true;
  /** Where it cannot be, it is marked all the same. */
  sandbox?: "none";
  /** Path of the file with the choices. */
  choices?: string;
  /** How many times as long as usual a call may take. */
  patience?: number;
}

export const COMMON_OPTIONS: Readonly<Record<string, WordOption<CommonWords>>> = {
  lesson: { example: "lesson 3", take: (said, words) => addLessons(said, words) },
  lessons: { example: "lessons 1-3,5", take: (said, words) => addLessons(said, words) },
  seed: {
    example: "seed 17",
    take: (said, word) => once(said, "seed", wholeNumber(word, "a seed", "seed 17"), "seed 17"),
  },
  patience: {
    example: "patience 3",
    take: (said, word) => once(said, "patience", patienceOf(word), "patience 3"),
  },
  choices: {
    example: "choices grading.json",
    take: (said, file) => once(said, "choices", file, "choices grading.json"),
  },
  strict: { example: "strict", isAlone: true, take: (said) => Object.assign(said, { strict: true }) },
  sandbox: { example: "strict sandbox none", take: (said, word) => addSandbox(said, word) },
};

const MOST_PATIENCE = 20;

function patienceOf(word: string): number {
  const patience = wholeNumber(word, "a patience", "patience 3");
  if (patience >= 1 && patience <= MOST_PATIENCE) return patience;
  throw new UsageError(
    `Cannot wait ${patience} times as long as usual.`,
    `Type a number from 1 to ${MOST_PATIENCE}: \`patience 3\`.`,
  );
}

/** @throws {UsageError} When they do not go together */
export function mustGoTogether({ strict, sandbox }: CommonWords): void {
  if (sandbox === undefined || strict) return;
  throw new UsageError(
    "`sandbox none` says what to do where `strict` cannot have a sandbox.",
    "Type `strict sandbox none`, or leave both away.",
  );
}

/** Notes what can be said once. @throws {UsageError} */
export function once<Said extends object, Key extends keyof Said & string>(
  said: Said,
  key: Key,
  value: NonNullable<Said[Key]>,
  example: string,
): void {
  if (said[key] !== undefined)
    throw new UsageError(`Cannot have two of ${key}.`, `Type one: \`${example}\`.`);
  said[key] = value;
}

/** @throws {UsageError} When it is none, or has too many digits */
export function wholeNumber(word: string, what: string, example: string): number {
  if (/^\d{1,9}$/.test(word)) return Number(word);
  throw new UsageError(`Cannot take "${word}" for ${what}.`, `Type a whole number: \`${example}\`.`);
}

/** Numbers, ranges and names, with commas between them. */
function addLessons(said: CommonWords, words: string): void {
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

function addSandbox(said: CommonWords, word: string): void {
  if (word.toLowerCase() !== "none")
    throw new UsageError(
      `Cannot take "${word}" for a sandbox.`,
      "Type `strict` alone; `strict sandbox none` goes on where no sandbox can be had.",
    );
  said.sandbox = "none";
}
