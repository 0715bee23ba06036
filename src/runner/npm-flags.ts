import { COURSE_COMMANDS, LESSON_COMMANDS, UsageError } from "./parse-command.ts";

/** Words that the runner knows and that npm keeps for itself when they are typed as flags. */
const WORDS = [...COURSE_COMMANDS, ...LESSON_COMMANDS, "seed", "give-up", "port"];

/**
 * npm takes `--check` in `npm run lesson 3 --check` for a setting of its own and passes it on in the environment only.
 *
 * @throws {UsageError} When that happened to a word of ours
 */
export function noticeNpmFlags(words: readonly string[], environment: NodeJS.ProcessEnv): void {
  const settingOf = (word: string) => environment[`npm_config_${word.replace("-", "_")}`];
  const taken = WORDS.find((word) => settingOf(word) !== undefined);
  if (taken === undefined) return;
  const value = settingOf(taken);
  const typed = value === "true" ? insertBeforeNumber(words, taken) : [...words, taken, value];
  throw new UsageError(
    `npm took --${taken} for a setting of its own.`,
    `Type it as a word: \`npm run lesson ${typed.join(" ")}\`.`,
  );
}

/** `lesson 3 --hint 2` leaves the words `3 2`: the flag stood in front of the last number. */
function insertBeforeNumber(words: readonly string[], taken: string): string[] {
  const isNumbered = words.length > 1 && /^\d+$/.test(words.at(-1)!);
  return isNumbered ? [...words.slice(0, -1), taken, words.at(-1)!] : [...words, taken];
}
