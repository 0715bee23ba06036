// The rim of the course: words in, text and an exit code out. What is in between knows of no terminal and no process.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { LessonNotFound, MalformedCourse, MalformedLesson } from "../course/index.ts";
import { renderError } from "../screen/index.ts";
import { followLessons } from "./answer-file.ts";
import { changes } from "./commands/changes.ts";
import { check } from "./commands/check.ts";
import { debug } from "./commands/debug.ts";
import { edit } from "./commands/edit.ts";
import { hint } from "./commands/hint.ts";
import { list } from "./commands/list.ts";
import { quiz } from "./commands/quiz.ts";
import { read } from "./commands/read.ts";
import { reset } from "./commands/reset.ts";
import { next, open, resume } from "./commands/resume.ts";
import { solution } from "./commands/solution.ts";
import { tryOut } from "./commands/try.ts";
import { watch } from "./commands/watch.ts";
import { words as showWords } from "./commands/words.ts";
import { type Context, EXIT } from "./context.ts";
import { findRoot } from "./find-root.ts";
import { helpText } from "./help.ts";
import { noticeNpmFlags } from "./npm-flags.ts";
import { type Command, parseCommand, UsageError } from "./parse-command.ts";
import { ProgressStore } from "./progress-store.ts";
import { openTerminal, restoreTerminal } from "./terminal.ts";

const built = dirname(fileURLToPath(import.meta.url));
const terminal = openTerminal(process);
const root = findRoot(process.cwd(), join(dirname(process.argv[1]!), ".."));
const context: Context = { root, built, terminal, progress: new ProgressStore(root, terminal) };

for (const [signal, code] of [
  ["SIGTERM", 143],
  ["SIGHUP", 129],
  ["SIGQUIT", 131],
  ["SIGINT", EXIT.interrupted],
] as const) {
  process.on(signal, () => {
    restoreTerminal(process);
    process.exit(code);
  });
}

// Ctrl-Z at a prompt would stop this process and not npm, which waits for it: nobody could wake it. So go on at once.
// Node's readline pauses its input on the way, and leaves it so.
if (process.platform !== "win32") {
  process.on("SIGTSTP", () => process.kill(process.pid, "SIGCONT"));
  process.on("SIGCONT", () => setImmediate(() => void (process.stdin.isRaw && process.stdin.resume())));
}

async function main(program: string | undefined, words: readonly string[]): Promise<number> {
  try {
    if (program === "tokens") return await authorTokens();
    if (program === "snippets") return await authorSnippets();
    if (program === "check-course") return await authorCheck(words);
    if (program === "lesson:new") return await authorLesson(words);
    if (program === "pack-student") return await packForStudents(words);
    if (program === "pack-gradescope") return await packForGradescope(words);
    if (program === "grade") return await markWork(words);
    if (program === "grade:class") return await markWorkOfClass(words);
    if (program === "practice") return await servePractice(words);
    if (program === "wire") return await showWire(words);
    if (program === "doctor") return await seeDoctor(words);
    noticeNpmFlags(words, process.env);
    const command = parseCommand(words);
    if (command.kind !== "help") await followLessons(context);
    return await run(command);
  } catch (error) {
    return explain(error);
  }
}

/** `npm run tokens`, for authors: loaded only then, because it brings the highlighter along. */
async function authorTokens(): Promise<number> {
  const { prepareTokens } = await import("./commands/prepare-tokens.ts");
  return prepareTokens(context);
}

/** `npm run snippets`, for authors: loaded only then, because it brings the practice service and the compiler along. */
async function authorSnippets(): Promise<number> {
  const { writeSnippets } = await import("./commands/write-snippets.ts");
  return writeSnippets(context);
}

/** `npm run check:course`, for authors: loaded only then, because it brings everything that grades along. */
async function authorCheck(words: readonly string[]): Promise<number> {
  const { checkCourse } = await import("./commands/check-course.ts");
  return checkCourse(context, words, process.env);
}

/** `npm run lesson:new`, for authors: loaded only then, because it brings the highlighter along. */
async function authorLesson(words: readonly string[]): Promise<number> {
  const { newLesson } = await import("./commands/new-lesson.ts");
  return newLesson(context, words);
}

/** `npm run grade`: loaded only then, because it brings everything that grades along. */
async function markWork(words: readonly string[]): Promise<number> {
  const { grade } = await import("./commands/grade.ts");
  return grade(context, words, process);
}

/** `npm run grade:class`: loaded only then, for the same reason. */
async function markWorkOfClass(words: readonly string[]): Promise<number> {
  const { gradeClass } = await import("./commands/grade-class.ts");
  return gradeClass(context, words, process);
}

/** `npm run pack:student`, for teachers: loaded only then, because it brings the writer of ZIP files along. */
async function packForStudents(words: readonly string[]): Promise<number> {
  const { packStudent } = await import("./commands/pack-student.ts");
  return packStudent(context, words, process.env);
}

/** `npm run pack:gradescope`, for teachers, as the one above. */
async function packForGradescope(words: readonly string[]): Promise<number> {
  const { packGradescope } = await import("./commands/pack-gradescope.ts");
  return packGradescope(context, words, process.env);
}

/** `npm run practice`: loaded only then, because it brings the practice service along. */
async function servePractice(words: readonly string[]): Promise<number> {
  const { practice } = await import("./commands/practice.ts");
  return practice(context, words, process.env);
}

/** `npm run wire`: loaded only then, because it brings the practice service and the client along. */
async function showWire(words: readonly string[]): Promise<number> {
  const { wire } = await import("./commands/wire.ts");
  return wire(context, words, process.env);
}

/** `npm run doctor`: loaded only then, because it brings the practice service and the client along. */
async function seeDoctor(words: readonly string[]): Promise<number> {
  const { doctor } = await import("./commands/doctor.ts");
  return doctor(context, words, process);
}

function run(command: Command): Promise<number> | number {
  switch (command.kind) {
    case "resume":
      return resume(context);
    case "list":
      return list(context);
    case "next":
      return next(context);
    case "words":
      return showWords(context, command.word);
    case "help":
      terminal.write(helpText(!existsSync(join(root, "solutions"))));
      return EXIT.passed;
    case "open":
      return open(context, command.lesson);
    case "read":
      return read(context, command.lesson);
    case "check":
      return check(context, command.lesson, command);
    case "watch":
      return watch(context, command.lesson, command);
    case "hint":
      return hint(context, command.lesson, command);
    case "try":
      return tryOut(context, command.lesson, command);
    case "debug":
      return debug(context, command.lesson, command);
    case "quiz":
      return quiz(context, command.lesson, command);
    case "solution":
      return solution(context, command.lesson, command);
    case "changes":
      return changes(context, command.lesson);
    case "reset":
      return reset(context, command.lesson);
    case "edit":
      return edit(context, command.lesson);
  }
}

/** One clear sentence and a way on. An error that nobody foresaw keeps its stack: it is the course's own. */
function explain(error: unknown): number {
  if (isPromptClosed(error)) return EXIT.interrupted;
  const isForeseen = error instanceof UsageError || error instanceof LessonNotFound;
  const isCourseBroken = error instanceof MalformedCourse || error instanceof MalformedLesson;
  if (!isForeseen && !isCourseBroken) throw error;
  const way = error instanceof UsageError ? error.next : "Type `npm run lesson list` to see the lessons.";
  terminal.write(renderError(error.message, isCourseBroken ? undefined : way, terminal.theme));
  return isCourseBroken ? EXIT.couldNotGrade : EXIT.usage;
}

/** What a prompt throws on Ctrl-C, and when its input ends. */
function isPromptClosed(error: unknown): boolean {
  return error instanceof Error && error.name === "ExitPromptError";
}

const [program, ...words] = process.argv.slice(2);
// What was printed has to be out before the process ends; setting the code lets it drain.
process.exitCode = await main(program, words);
// A prompt that saw Ctrl-Z leaves the keyboard open, which would keep the process up.
if (terminal.isInteractive) process.stdin.pause();
