// The words after `npm run check:course`, as data.

import { UsageError } from "./parse-command.ts";

/** What the author wants to have checked. */
export type CheckCourseCommand =
  | { readonly kind: "help" }
  | {
      readonly kind: "check";
      /** Names of checks; all of them when it is empty. */
      readonly checks: readonly string[];
      /** As it was typed: `3`, `responses`. Every lesson when it is left out. */
      readonly lesson?: string;
      /** Every answer is graded, also those that an earlier run found right. */
      readonly isFresh?: true;
    };

/**
 * @param words What stands after `npm run check:course`
 * @param names What the checks are called
 * @param environment Where npm keeps the flags that it took for its own
 * @throws {UsageError} When a word is neither `lesson 3`, `fresh` nor a check
 *
 * @example
 * parseCheckCourse(["sets", "lesson", "3"], ["sets"]) // { kind: "check", checks: ["sets"], lesson: "3" }
 */
export function parseCheckCourse(
  words: readonly string[],
  names: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): CheckCourseCommand {
  noticeFlag(words, environment);
  return parse(
    words.map((word) => word.toLowerCase().replace(/^--?(?=[a-z])/, "")),
    names,
  );
}

function parse(words: readonly string[], names: readonly string[]): CheckCourseCommand {
  if (words.some((word) => word === "help" || word === "h")) return { kind: "help" };
  if (words.includes("fresh")) {
    const command = parse(
      words.filter((word) => word !== "fresh"),
      names,
    );
    return command.kind === "check" ? { ...command, isFresh: true } : command;
  }
  const at = words.indexOf("lesson");
  if (at === -1) return { kind: "check", checks: words.map((word) => checkOf(word, names)) };
  const lesson = lessonOf(words[at + 1]);
  const others = words.filter((_, index) => index !== at && index !== at + 1);
  return { kind: "check", checks: others.map((word) => checkOf(word, names)), lesson };
}

function lessonOf(word: string | undefined): string {
  if (word !== undefined) return word;
  throw new UsageError("The lesson is missing.", "Type its number: `npm run check:course lesson 3`.");
}

function checkOf(word: string, names: readonly string[]): string {
  if (names.includes(word)) return word;
  throw new UsageError(
    `There is no check "${word}".`,
    /^\d/.test(word)
      ? `Type \`npm run check:course lesson ${word}\`.`
      : `Type \`npm run check:course\` alone, \`lesson 3\` or \`fresh\` behind it, or one of ${names.join(", ")}.`,
  );
}

/** npm takes `--lesson 3` for a setting of its own, and passes on what is left of it. */
function noticeFlag(words: readonly string[], { npm_config_lesson: lesson }: NodeJS.ProcessEnv): void {
  if (lesson === undefined) return;
  const wanted = lesson === "true" ? (words.at(-1) ?? "3") : lesson;
  throw new UsageError(
    "npm took --lesson for a setting of its own.",
    `Type it as a word: \`npm run check:course lesson ${wanted}\`.`,
  );
}
