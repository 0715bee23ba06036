import { appendFileSync } from "node:fs";
import {
  FILE_FORMATS,
  forLearners,
  githubAnnotations,
  githubResult,
  githubSummary,
  type MarkOptions,
  markSubmission,
  type Report,
  writeWhole,
} from "../../marking/index.ts";
import { createTheme, renderError, renderReport } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { GRADE_HELP } from "../help.ts";
import { breakDown, existingPath, STOPS, surroundingsOf } from "../marking-words.ts";
import { newSeed } from "../new-seed.ts";
import { UsageError } from "../parse-command.ts";
import { type GradeCommand, type GradeFormat, parseGrade } from "../parse-grade.ts";
import { typedPath } from "../typed-path.ts";
import { untilInterrupt } from "../until-interrupt.ts";

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
  process.once("uncaughtException", (error) => breakDown(error, process, EXIT.couldNotGrade));
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
          onProgress: (soFar) => {
            const problem = problemOf(() => write(soFar));
            if (problem !== undefined && !hasBegun) throw problem;
            // Where a file cannot be written any more, as when a disk has run full, there may be room at the end.
            hasBegun = true;
            say(noteOn(soFar));
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

function noteOn({ lessons }: Report): string {
  const marked = lessons.filter(({ verdict }) => verdict !== "could-not-grade").length;
  return `Marking: ${marked} of ${lessons.length} lessons ...`;
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
  context: Context,
  command: Marking,
  environment: NodeJS.ProcessEnv,
): Promise<Partial<MarkOptions>> {
  const from = command.from === undefined ? undefined : existingPath(command.from, environment);
  return {
    ...(from !== undefined && { from }),
    ...(await surroundingsOf(context, command, "grade", environment)),
  };
}

/** What writes a report to each file that was asked for. */
function fileWriter({ outputs }: Marking, environment: NodeJS.ProcessEnv): (report: Report) => void {
  return (report) => {
    for (const { format, file } of outputs) {
      if (file === undefined || format === "github") continue;
      try {
        writeWhole(typedPath(file, "grade", environment), textOf(format, report, environment));
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
    ? `${renderReport(forLearners(report), FILE_THEME)}\n`
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
    else if (format === "human") terminal.write(renderReport(forLearners(report), terminal.theme));
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
