// The words after `npm run pack:student` and `npm run pack:gradescope`, as data.

import { nearest } from "../marking/index.ts";
import { UsageError } from "./parse-command.ts";

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
  const names = Object.keys(options) as Name[];
  const commandFor = (name: Name) => `\`npm run ${script} ${options[name].example}\``;
  const taken = names.find((name) => environment[`npm_config_${name}`] !== undefined);
  if (taken !== undefined)
    throw new UsageError(
      `npm took --${taken} for a setting of its own.`,
      `Type it as a word: ${commandFor(taken)}.`,
    );
  const said: Partial<Record<Name, string>> = {};
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const typed = word.toLowerCase().replace(/^--?(?=[a-z])/, "");
    if (typed === "help" || typed === "h") return { kind: "help" };
    const name = names.find((each) => each === typed);
    if (name === undefined) throw unknownWord(word, script, names, commandFor);
    if (said[name] !== undefined)
      throw new UsageError(`Cannot have two of ${name}.`, `Type one: ${commandFor(name)}.`);
    const argument = options[name].isAlone ? "" : rest.shift();
    if (argument === undefined)
      throw new UsageError(`What belongs to ${name} is missing.`, `Type ${commandFor(name)}.`);
    said[name] = argument;
  }
  return { kind: "pack", said };
}

function unknownWord<Name extends string>(
  word: string,
  script: string,
  names: readonly Name[],
  commandFor: (name: Name) => string,
): UsageError {
  const meant = names.find((name) => name === nearest(word, names));
  const what = `Cannot tell what "${word}" means here.`;
  if (meant !== undefined) return new UsageError(what, `Type ${commandFor(meant)}.`);
  if (/[./\\]/.test(word))
    return new UsageError(what, `Is it a file to write? Type \`npm run ${script} out ${word}\`.`);
  return new UsageError(what, `The words that it knows: \`npm run ${script} help\`.`);
}
