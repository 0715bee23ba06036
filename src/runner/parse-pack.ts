// The words after `npm run pack:student` and `npm run pack:gradescope`, as data.

import { nearest } from "../marking/index.ts";
import { UsageError } from "./parse-command.ts";
import { once, readWords, type WordOption } from "./read-words.ts";

/** What a word is followed by. */
interface PackOption {
  /** What belongs to the word, as one types it. */
  readonly example: string;
  /** Nothing belongs to it. */
  readonly isAlone?: true;
}

/** By their words. */
export type PackOptions<Name extends string> = Readonly<Record<Name, PackOption>>;

/** What was typed, by the words of the options: what belongs to each, or `""`. */
export type PackCommand<Name extends string> =
  | { readonly kind: "help" }
  | { readonly kind: "pack"; readonly said: Readonly<Partial<Record<Name, string>>> };

/**
 * @param words What stands after the script
 * @param script `pack:student`
 * @param options The words that it knows
 * @param environment Where npm keeps the flags that it took for its own
 * @throws {UsageError} When a word is not known where it stands
 *
 * @example
 * parsePack(["out", "a.zip"], "pack:student", { out: { example: "out a.zip" } }) // { kind: "pack", said: { out: "a.zip" } }
 */
export function parsePack<Name extends string>(
  words: readonly string[],
  script: string,
  options: PackOptions<Name>,
  environment: NodeJS.ProcessEnv = {},
): PackCommand<Name> {
  const said: Partial<Record<Name, string>> = {};
  const names = Object.keys(options) as Name[];
  const known = Object.fromEntries(names.map((name) => [name, noting(name, options[name])]));
  const takeOther = (_: unknown, word: string) => mustBeWord(word, script, names);
  return readWords(words, said, { script, options: known, takeOther }, environment) === "help"
    ? { kind: "help" }
    : { kind: "pack", said };
}

function noting<Name extends string>(
  name: Name,
  option: PackOption,
): WordOption<Partial<Record<Name, string>>> {
  return { ...option, take: (said, argument) => once(said, name, argument, option.example) };
}

/** What is no option is a mistake, of which one is easy to tell. @throws {UsageError} */
function mustBeWord(word: string, script: string, names: readonly string[]): false {
  if (!/[./\\]/.test(word) || nearest(word.toLowerCase(), names) !== undefined) return false;
  throw new UsageError(
    `Cannot tell what "${word}" means here.`,
    `Is it a file to write? Type \`npm run ${script} out ${word}\`.`,
  );
}
