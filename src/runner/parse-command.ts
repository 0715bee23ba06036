// The words after `npm run lesson`, as data.

/** What the learner wants. */
export type Command =
  | { readonly kind: "resume" | "list" | "next" | "help" }
  | { readonly kind: "open" | "read" | "solution" | "reset"; readonly lesson: string }
  | { readonly kind: "check"; readonly lesson: string; readonly task?: number; readonly seed?: number }
  | { readonly kind: "hint"; readonly lesson: string; readonly task?: number; readonly hint?: number };

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

const COURSE_COMMANDS = ["list", "next", "help"] as const;
const LESSON_COMMANDS = ["read", "check", "hint", "solution", "reset"] as const;

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
  if (course !== undefined) return courseCommand(course, action);
  if (isLessonCommand(first)) return parseCommand([requireLesson(first, action), first, ...rest]);
  if (action === undefined) return { kind: "open", lesson: first };
  if (!isLessonCommand(action)) throw unknownAction(first, action);
  return lessonCommand(action, first, rest);
}

function courseCommand(kind: (typeof COURSE_COMMANDS)[number], word: string | undefined): Command {
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

function lessonCommand(kind: LessonCommand, lesson: string, rest: readonly string[]): Command {
  switch (kind) {
    case "read":
    case "solution":
    case "reset":
      refuseMore(kind, lesson, rest);
      return { kind, lesson };
    case "hint": {
      const [task, hint, ...more] = rest;
      refuseMore(kind, lesson, more);
      return {
        kind,
        lesson,
        ...(task !== undefined && { task: wholeNumber(task, "a task") }),
        ...(hint !== undefined && { hint: wholeNumber(hint, "a hint") }),
      };
    }
    case "check":
      return { kind, lesson, ...checkOptions(lesson, rest) };
  }
}

/** `2`, `seed 17`, or both. */
function checkOptions(lesson: string, words: readonly string[]): { task?: number; seed?: number } {
  const [word, value, ...rest] = words;
  if (word === undefined) return {};
  if (word !== "seed") return { ...checkOptions(lesson, words.slice(1)), task: wholeNumber(word, "a task") };
  if (value === undefined)
    throw new UsageError("The seed is missing.", `Type \`npm run lesson ${lesson} check seed 17\`.`);
  return { ...checkOptions(lesson, rest), seed: wholeNumber(value, "a seed") };
}

function wholeNumber(word: string, what: string): number {
  if (/^\d{1,9}$/.test(word)) return Number(word);
  throw new UsageError(
    `Cannot take "${word}" for the number of ${what}.`,
    "Type a whole number, such as `npm run lesson 3 check 2`.",
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
