import {
  CannotMark,
  type ClassProgress,
  type FoundClass,
  findSubmissions,
  loadRoster,
  type MarkedSubmission,
  makeGradebook,
  markClass,
  NotReadable,
  type Roster,
} from "../../marking/index.ts";
import { renderError, renderGradebook, renderProgressBar } from "../../screen/index.ts";
import { keepGradebook, marksFolder, REPORTS, seedOf, verdictsIn, writeMarks } from "../class-marks.ts";
import { type Context, EXIT } from "../context.ts";
import { GRADE_CLASS_HELP } from "../help.ts";
import { breakDown, STOPS, surroundingsOf } from "../marking-words.ts";
import { UsageError } from "../parse-command.ts";
import { type GradeClassCommand, parseGradeClass } from "../parse-grade-class.ts";
import { progressLines } from "../progress-lines.ts";
import { typedPath } from "../typed-path.ts";
import { untilInterrupt } from "../until-interrupt.ts";

const SCRIPT = "grade:class";

type Marking = Extract<GradeClassCommand, { kind: "grade-class" }>;

/** Marks every submission in a folder, and writes a gradebook and a report for each. Changes none of them. */
export async function gradeClass(
  context: Context,
  words: readonly string[],
  process: NodeJS.Process,
): Promise<number> {
  const command = parseGradeClass(words, process.env);
  const { terminal } = context;
  if (command.kind === "help") {
    terminal.write(GRADE_CLASS_HELP);
    return EXIT.passed;
  }
  process.once("uncaughtException", (error) => breakDown(error, process, EXIT.couldNotGrade));
  try {
    return await markAndWrite(context, command, process);
  } catch (error) {
    if (!(error instanceof CannotMark)) throw error;
    terminal.warn(error.message);
    return EXIT.couldNotGrade;
  }
}

async function markAndWrite(context: Context, command: Marking, process: NodeJS.Process): Promise<number> {
  const { terminal } = context;
  const folder = typedPath(command.folder, SCRIPT, process.env);
  const found = classIn(folder, command.folder);
  const typed = command.out === undefined ? undefined : typedPath(command.out, SCRIPT, process.env);
  const roster = rosterOf(command, process.env);
  const out = marksFolder(folder, typed);
  const into = { out, ...(roster && { roster }) };
  const { marked, isInterrupted } = await mark(context, command, found, into, process);
  const gradebook = makeGradebook(marked, roster);
  const problem = writeMarks(out, marked, gradebook);
  terminal.write(renderGradebook(gradebook, terminal.theme));
  if (found.others.length > 0)
    terminal.tell(`Neither a folder nor an archive, and left out: ${found.others.join(", ")}.`);
  if (problem !== undefined) return sayUnwritten(context, problem);
  terminal.tell(
    `The marks are in ${out}: gradebook.csv, gradebook.json, and a report for each in ${REPORTS}.`,
  );
  if (!isInterrupted) return marked.some(isNotGraded) ? EXIT.couldNotGrade : EXIT.passed;
  terminal.tell("It was interrupted. The same command again goes on from here.");
  // With this process the check ends that was under way.
  process.exit(EXIT.interrupted);
}

/** @throws {UsageError} */
function classIn(folder: string, typed: string): FoundClass {
  try {
    return findSubmissions(folder);
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    throw new UsageError(
      `Cannot mark ${typed} as a class: ${error.message}`,
      "Type the folder in which there is a folder or an archive for each learner; `npm run grade from PATH` marks one of them.",
    );
  }
}

/** @throws {UsageError} */
function rosterOf({ roster: typed }: Marking, environment: NodeJS.ProcessEnv): Roster | undefined {
  try {
    return typed === undefined ? undefined : loadRoster(typedPath(typed, SCRIPT, environment));
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    throw new UsageError(
      `Cannot use ${typed} as a roster: ${error.message}`,
      "Type a file of text with a name on each line, or a .csv with the names in its first column.",
    );
  }
}

interface Into {
  /** Folder that the marks go to. */
  readonly out: string;
  readonly roster?: Roster;
}

async function mark(
  context: Context,
  command: Marking,
  { submissions }: FoundClass,
  { out, roster }: Into,
  process: NodeJS.Process,
): Promise<{ marked: readonly MarkedSubmission[]; isInterrupted: boolean }> {
  const { root, built, terminal } = context;
  const { seed = seedOf(out), ...surroundings } = await surroundingsOf(context, command, SCRIPT, process.env);
  const { jobs } = command;
  const log = progressLines(submissions.length, terminal.log);
  return terminal.during("Marking ...", (say) =>
    untilInterrupt(
      process,
      async (signal) => {
        const marked = await markClass({
          ...{ root, built, seed, submissions, signal, cache: verdictsIn(out) },
          ...surroundings,
          ...(jobs !== undefined && { size: jobs }),
          onProgress: (progress) => {
            say(noteOn(progress, terminal.theme.width));
            log(progress);
          },
          onMarks: keepGradebook(out, roster),
        });
        return { marked, isInterrupted: signal.aborted };
      },
      STOPS,
    ),
  );
}

function noteOn({ done, all, notGraded }: ClassProgress, width: number): string {
  const left = notGraded === 0 ? "marked" : `marked, ${notGraded} not graded`;
  return renderProgressBar({ done, all }, left, width);
}

function sayUnwritten({ terminal }: Context, { message }: Error): number {
  const next =
    "Some of what lies there is older. Make room, and type it again: what is known is not marked again.";
  terminal.write(renderError(`Cannot write all of the marks: ${message}.`, next, terminal.theme));
  return EXIT.couldNotGrade;
}

function isNotGraded({ report }: MarkedSubmission): boolean {
  return report.verdict === "could-not-grade";
}
