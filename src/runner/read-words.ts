// Words after a script that is told everything in one line: options with a word of their own, in any order, and the same
// as flags.

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
  /** Name of npm's script: `grade:class`. */
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
  const lessons = ["lesson", "lessons"].find((each) => Object.hasOwn(options, each));
  if (/^\d/.test(name) && lessons !== undefined)
    return new UsageError(what, `Is it a lesson? Type \`npm run ${script} ${lessons} ${name}\`.`);
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
