import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Course, findLesson, loadCourse } from "../../course/index.ts";
import {
  type Choices,
  FILE_FORMATS,
  githubAnnotations,
  githubResult,
  githubSummary,
  type MarkOptions,
  markSubmission,
  parseChoices,
  type Report,
  WrongChoices,
} from "../../marking/index.ts";
import { createTheme, renderError, renderReport } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { GRADE_HELP } from "../help.ts";
import { newSeed } from "../new-seed.ts";
import { UsageError } from "../parse-command.ts";
import { type GradeCommand, type GradeFormat, parseGrade } from "../parse-grade.ts";
import { untilInterrupt } from "../until-interrupt.ts";
import { writeWhole } from "../write-whole.ts";

type Marking = Extract<GradeCommand, { kind: "grade" }>;

/** Marks a submission without a question, and writes what was found. Changes neither exercises nor progress. */
export async function grade(
  context: Context,
  words: readonly string[],
  process: NodeJS.Process,
): Promise<number> {
  const command = parseGrade(words, process.env);
  if (command.kind === "help") {
    context.terminal.write(GRADE_HELP);
    return EXIT.passed;
  }
  process.once("uncaughtException", (error) => breakDown(error, process));
  const { report, isInterrupted, problem } = await mark(context, command, process);
  const code = isInterrupted ? EXIT.interrupted : exitCodeOf(report);
  // Whoever stops listening to what is printed now still gets the verdict.
  process.exitCode = code;
  publish(context, command, report, process.env);
  if (problem !== undefined) return sayUnwritten(context, problem);
  // With this process the check ends that was under way.
  if (isInterrupted) process.exit(code);
  return code;
}

/** A report that could be written when the marking began and not when it ended, as where a disk has run full. */
function sayUnwritten({ terminal }: Context, { message }: Error): number {
  const next = "What stands in the file is older. Make room, and run it again.";
  terminal.write(renderError(message, next, terminal.theme));
  return EXIT.couldNotGrade;
}

/** An error that nobody foresaw. By its own exit code it would be taken for a check that failed. */
function breakDown(error: unknown, process: NodeJS.Process): never {
  process.stderr.write(`${(error as Error).stack ?? error}\n`);
  process.exit(EXIT.couldNotGrade);
}

// What a build's machine sends when it stops a job.
const STOPS = ["SIGINT", "SIGTERM"] as const;

async function mark(context: Context, command: Marking, process: NodeJS.Process) {
  const { root, built, terminal } = context;
  const write = fileWriter(command, process.env);
  const options = { root, built, seed: newSeed(), ...(await optionsOf(context, command, process.env)) };
  let hasBegun = false;
  return terminal.during("Marking ...", (say) =>
    untilInterrupt(
      process,
      async (signal) => {
        const report = await markSubmission({
          ...options,
          signal,
          // A file that is there from the beginning is there, and true, whatever ends this process.
          onProgress: (soFar, lesson) => {
            const problem = problemOf(() => write(soFar));
            if (problem !== undefined && !hasBegun) throw problem;
            // Where a file cannot be written any more, as when a disk has run full, there may be room at the end.
            hasBegun = true;
            if (lesson !== undefined) say(`Lesson ${lesson.number}, ${lesson.title} ...`);
          },
        });
        const problem = problemOf(() => write(report));
        // Nothing was marked: the word was wrong.
        if (problem !== undefined && !hasBegun) throw problem;
        return { report, problem, isInterrupted: signal.aborted && report.reason !== undefined };
      },
      STOPS,
    ),
  );
}

function problemOf(act: () => void): Error | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

async function optionsOf(
  { root }: Context,
  { lessons, from, seed, choices, strict, sandbox }: Marking,
  environment: NodeJS.ProcessEnv,
): Promise<Partial<MarkOptions>> {
  // What is wrong with the course itself becomes a report.
  const course = await loadCourse(root).catch(() => undefined);
  const submission = from === undefined ? undefined : existingPath(from, environment);
  return {
    ...(seed !== undefined && { seed }),
    ...(strict && { sandbox: sandbox === "none" ? "where-possible" : "required" }),
    ...(submission !== undefined && { from: submission }),
    ...(course && lessons && { lessons: lessons.map((word) => findLesson(course, word).slug) }),
    ...(course && choices !== undefined && { choices: choicesOf(choices, course, environment) }),
  };
}

/** npm starts a script in the folder of the package, wherever one typed it. */
function typedPath(path: string, { npm_lifecycle_event, INIT_CWD }: NodeJS.ProcessEnv): string {
  return resolve(npm_lifecycle_event === "grade" ? (INIT_CWD ?? ".") : ".", path);
}

function existingPath(path: string, environment: NodeJS.ProcessEnv): string {
  const found = typedPath(path, environment);
  if (existsSync(found)) return found;
  throw new UsageError(`There is nothing at ${path}.`, "Type the path of a folder, a .zip or a .tar.gz.");
}

function choicesOf(path: string, course: Course, environment: NodeJS.ProcessEnv): Choices {
  try {
    return parseChoices(readFileSync(typedPath(path, environment), "utf8"), course.lessons);
  } catch (error) {
    const what = error instanceof WrongChoices ? "use" : "read";
    const message = (error as Error).message;
    throw new UsageError(`Cannot ${what} ${path}: ${message}`, "What can stand in it: docs/grading.md.");
  }
}

/** What writes a report to each file that was asked for. */
function fileWriter({ outputs }: Marking, environment: NodeJS.ProcessEnv): (report: Report) => void {
  return (report) => {
    for (const { format, file } of outputs) {
      if (file === undefined || format === "github") continue;
      try {
        writeWhole(typedPath(file, environment), textOf(format, report, environment));
      } catch (error) {
        throw new UsageError(
          `Cannot write ${file}: ${(error as Error).message}.`,
          "Type a file in a folder that is there, and that can be written to.",
        );
      }
    }
  };
}

const FILE_THEME = createTheme({ width: 80, color: false });

function textOf(
  format: Exclude<GradeFormat, "github">,
  report: Report,
  environment: NodeJS.ProcessEnv,
): string {
  return format === "human"
    ? `${renderReport(report, FILE_THEME)}\n`
    : FILE_FORMATS[format](report, environment);
}

/** What goes to the terminal, and to the files of a job of GitHub Actions. */
function publish(
  { terminal }: Context,
  { outputs }: Marking,
  report: Report,
  environment: NodeJS.ProcessEnv,
): void {
  for (const { format } of outputs.filter(({ file }) => file === undefined)) {
    if (format === "github") publishOnGithub(report, environment, terminal.write);
    else if (format === "human") terminal.write(renderReport(report, terminal.theme));
    else terminal.write(textOf(format, report, environment).trimEnd());
  }
}

function publishOnGithub(
  report: Report,
  environment: NodeJS.ProcessEnv,
  write: (text: string) => void,
): void {
  const { GITHUB_STEP_SUMMARY, GITHUB_OUTPUT } = environment;
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, githubSummary(report));
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, `result=${githubResult(report)}\n`);
  const annotations = githubAnnotations(report);
  if (annotations !== "") write(annotations);
}

function exitCodeOf({ verdict }: Report): number {
  if (verdict === "could-not-grade") return EXIT.couldNotGrade;
  return verdict === "passed" ? EXIT.passed : EXIT.notPassed;
}
