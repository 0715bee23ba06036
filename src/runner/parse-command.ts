// The words after `npm run lesson`, as data.

/** What the learner wants. */
export type Command =
  | { readonly kind: "resume" | "list" | "next" | "help" }
  | { readonly kind: "words"; readonly word?: string }
  | { readonly kind: "open" | "read" | "reset" | "edit" | "changes"; readonly lesson: string }
  | {
      readonly kind: "check";
      readonly lesson: string;
      readonly task?: number;
      readonly seed?: number;
      /** Every failure is wanted in full. */
      readonly inFull?: boolean;
    }
  | { readonly kind: "watch"; readonly lesson: string; readonly task?: number }
  | { readonly kind: "try"; readonly lesson: string; readonly task?: number; readonly call?: string }
  | {
      readonly kind: "debug";
      readonly lesson: string;
      readonly task?: number;
      readonly call?: string;
      readonly port?: number;
    }
  | { readonly kind: "hint"; readonly lesson: string; readonly task?: number; readonly hint?: number }
  | { readonly kind: "quiz"; readonly lesson: string; readonly quiz?: number; readonly choice?: number }
  | {
      readonly kind: "solution";
      readonly lesson: string;
      readonly task?: number;
      /** The solution is wanted although the task is not passed. */
      readonly giveUp: boolean;
    };

/** A command that cannot be carried out as it was typed. */
export class UsageError extends Error {
  override name = "UsageError";
  /** What to type instead, in one sentence. */
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}

export const COURSE_COMMANDS = ["list", "next", "words", "help"] as const;
export const LESSON_COMMANDS = [
  "read",
  "try",
  "debug",
  "check",
  "watch",
  "hint",
  "solution",
  "diff",
  "reset",
  "quiz",
  "edit",
  "changes",
] as const;

/**
 * @param words What stands after `npm run lesson`
 * @throws {UsageError} When a word is not known where it stands
 *
 * @example
 * parseCommand(["3", "hint", "2"]) // { kind: "hint", lesson: "3", task: 2 }
 */
export function parseCommand(words: readonly string[]): Command {
  const [first, action, ...rest] = words.map((word) => word.toLowerCase().replace(/^--?(?=[a-z])/, ""));
  if (first === undefined) return { kind: "resume" };
  if (first === "h") return { kind: "help" };
  const course = COURSE_COMMANDS.find((each) => each === first);
  if (course === "words") return wordsCommand(words.slice(1));
  if (course !== undefined) return courseCommand(course, action);
  if (isLessonCommand(first)) return parseCommand([requireLesson(first, action), first, ...words.slice(2)]);
  if (action === undefined) return { kind: "open", lesson: first };
  if (!isLessonCommand(action)) throw unknownAction(first, action);
  if (action === "try") return { kind: "try", lesson: first, ...toTry("try", first, words.slice(2)) };
  if (action === "debug") return debugCommand(first, words.slice(2));
  return lessonCommand(action, first, rest);
}

/** Some words of the glossary are two: `field line`. */
function wordsCommand(words: readonly string[]): Command {
  const word = words.join(" ").trim();
  return word === "" ? { kind: "words" } : { kind: "words", word };
}

function courseCommand(kind: "list" | "next" | "help", word: string | undefined): Command {
  if (word === undefined) return { kind };
  throw new UsageError(`Cannot tell what "${word}" means after ${kind}.`, `Type \`npm run lesson ${kind}\`.`);
}

type LessonCommand = (typeof LESSON_COMMANDS)[number];

function isLessonCommand(word: string): word is LessonCommand {
  return LESSON_COMMANDS.some((each) => each === word);
}

// `check 3` is as clear as `3 check`.
function requireLesson(command: string, lesson: string | undefined): string {
  if (lesson !== undefined && !isLessonCommand(lesson)) return lesson;
  throw new UsageError(
    `Cannot tell which lesson to ${command}.`,
    `Type its number first: \`npm run lesson 3 ${command}\`.`,
  );
}

/** A number is a task; everything else is a call, in the letter case in which it was typed. */
function toTry(
  command: "try" | "debug",
  lesson: string,
  words: readonly string[],
): { task?: number; call?: string } {
  const call = words.join(" ").trim();
  if (call === "") return {};
  if (/^-?\d+$/.test(call)) return { task: wholeNumber(call, "a task", `${lesson} ${command}`) };
  if (call.includes("(")) return { call };
  throw new UsageError(
    `Cannot ${command} "${call}": it is neither the number of a task nor a call.`,
    `Type \`npm run lesson ${lesson} ${command} 2\`, or a call in quotes: \`npm run lesson ${lesson} ${command} "statusClass(600)"\`.`,
  );
}

/** What `try` takes, and `port 9230` behind it. */
function debugCommand(lesson: string, words: readonly string[]): Command {
  const at = words.findIndex((word) => word.toLowerCase() === "port");
  if (at === -1) return { kind: "debug", lesson, ...toTry("debug", lesson, words) };
  const [port, ...rest] = words.slice(at + 1);
  refuseMore("debug", lesson, rest);
  return {
    kind: "debug",
    lesson,
    ...toTry("debug", lesson, words.slice(0, at)),
    port: portNumber(port, lesson),
  };
}

function portNumber(word: string | undefined, lesson: string): number {
  const port = /^\d{1,5}$/.test(word ?? "") ? Number(word) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new UsageError(
    word === undefined ? "The port is missing." : `Cannot take "${word}" for a port.`,
    `Type a number from 1 to 65535, such as \`npm run lesson ${lesson} debug port 9229\`.`,
  );
}

function lessonCommand(
  kind: Exclude<LessonCommand, "try" | "debug">,
  lesson: string,
  rest: readonly string[],
): Command {
  switch (kind) {
    case "read":
    case "reset":
    case "edit":
    case "changes":
      refuseMore(kind, lesson, rest);
      return { kind, lesson };
    case "watch":
      return { kind, lesson, ...numbers(kind, lesson, rest, { task: "a task" }) };
    case "hint":
      return { kind, lesson, ...numbers(kind, lesson, rest, { task: "a task", hint: "a hint" }) };
    case "quiz":
      return { kind, lesson, ...numbers(kind, lesson, rest, { quiz: "a quiz", choice: "a choice" }) };
    case "solution":
    case "diff": {
      const giveUp = rest.some(isGiveUp);
      const others = rest.filter((word) => !isGiveUp(word));
      return { kind: "solution", lesson, giveUp, ...numbers(kind, lesson, others, { task: "a task" }) };
    }
    case "check":
      return { kind, lesson, ...checkOptions(lesson, rest) };
  }
}

function isGiveUp(word: string): boolean {
  return word === "give-up" || word === "giveup";
}

/**
 * Reads as many numbers as there are words, each under its name.
 *
 * @param names What each number is, by the name that it gets
 */
function numbers<Name extends string>(
  command: string,
  lesson: string,
  words: readonly string[],
  names: Readonly<Record<Name, string>>,
): { [Each in Name]?: number } {
  const known = Object.entries<string>(names);
  refuseMore(command, lesson, words.slice(known.length));
  const pairs = words.map((word, index) => [
    known[index]![0],
    wholeNumber(word, known[index]![1], `${lesson} ${command}`),
  ]);
  return Object.fromEntries(pairs);
}

/** `2`, `seed 17`, `all`, in any order. */
function checkOptions(
  lesson: string,
  words: readonly string[],
): { task?: number; seed?: number; inFull?: boolean } {
  const [word, value, ...rest] = words;
  if (word === undefined) return {};
  if (word === "all") return { ...checkOptions(lesson, words.slice(1)), inFull: true };
  if (word !== "seed")
    return { ...checkOptions(lesson, words.slice(1)), task: wholeNumber(word, "a task", `${lesson} check`) };
  if (value === undefined)
    throw new UsageError("The seed is missing.", `Type \`npm run lesson ${lesson} check seed 17\`.`);
  return { ...checkOptions(lesson, rest), seed: wholeNumber(value, "a seed", `${lesson} check seed`) };
}

/** @param example What stands before the number in a command that is right: `3 check` */
function wholeNumber(word: string, what: string, example: string): number {
  if (/^\d{1,9}$/.test(word)) return Number(word);
  throw new UsageError(
    `Cannot take "${word}" for the number of ${what}.`,
    `Type a whole number, such as \`npm run lesson ${example} 1\`.`,
  );
}

function refuseMore(command: string, lesson: string, words: readonly string[]): void {
  if (words.length === 0) return;
  throw new UsageError(
    `Cannot tell what "${words.join(" ")}" means after ${command}.`,
    `Type \`npm run lesson ${lesson} ${command}\`.`,
  );
}

function unknownAction(lesson: string, action: string): UsageError {
  return new UsageError(
    `There is no command "${action}" for a lesson.`,
    `Type one of ${LESSON_COMMANDS.map((each) => `\`npm run lesson ${lesson} ${each}\``).join(", ")}.`,
  );
}
