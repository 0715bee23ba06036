// What `npm run grade` and `npm run grade:class` can both be told.

import { UsageError } from "./parse-command.ts";
import { once, type WordOption } from "./read-words.ts";

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
