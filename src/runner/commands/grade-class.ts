import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import {
  CannotMark,
  type FoundClass,
  findSubmissions,
  forLearners,
  gradebookCsv,
  type MarkedSubmission,
  makeGradebook,
  markClass,
  NotReadable,
  writeWhole,
} from "../../marking/index.ts";
import { createTheme, renderGradebook, renderProgressBar, renderReport } from "../../screen/index.ts";
import { type Context, EXIT } from "../context.ts";
import { GRADE_CLASS_HELP } from "../help.ts";
import { breakDown, STOPS, surroundingsOf } from "../marking-words.ts";
import { newSeed } from "../new-seed.ts";
import { UsageError } from "../parse-command.ts";
import { type GradeClassCommand, parseGradeClass } from "../parse-grade-class.ts";
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
  const out = outFolder(command, folder, process.env);
  const { marked, isInterrupted } = await mark(context, command, found, out, process);
  writeMarks(out, marked);
  tellMarks(context, marked, found, out);
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
function outFolder({ out }: Marking, submissions: string, environment: NodeJS.ProcessEnv): string {
  const beside = join(dirname(submissions), `${basename(submissions)}-marks`);
  const folder = out === undefined ? beside : typedPath(out, SCRIPT, environment);
  // Else the marks would be taken for a submission the next time.
  if (!relative(submissions, folder).startsWith(".."))
    throw new UsageError(
      "The marks cannot go into the folder with the submissions.",
      "Type another one: `out ../marks`.",
    );
  try {
    mkdirSync(join(folder, REPORTS), { recursive: true });
    mkdirSync(join(folder, VERDICTS), { recursive: true });
    return folder;
  } catch (error) {
    throw new UsageError(
      `Cannot write to ${folder}: ${(error as Error).message}.`,
      "Type another folder: `out marks`.",
    );
  }
}

const REPORTS = "reports";
/** What an interrupted run has found, and what the next one need not find again. */
const VERDICTS = ".verdicts";

async function mark(
  context: Context,
  command: Marking,
  { submissions }: FoundClass,
  out: string,
  process: NodeJS.Process,
): Promise<{ marked: readonly MarkedSubmission[]; isInterrupted: boolean }> {
  const { root, built, terminal } = context;
  const { seed = seedOf(out), ...surroundings } = await surroundingsOf(context, command, SCRIPT, process.env);
  const { jobs } = command;
  return terminal.during("Marking ...", (say) =>
    untilInterrupt(
      process,
      async (signal) => {
        const marked = await markClass({
          ...{ root, built, seed, submissions, signal, cache: join(out, VERDICTS) },
          ...surroundings,
          ...(jobs !== undefined && { size: jobs }),
          onProgress: ({ done, all, notGraded }) => {
            const left = notGraded === 0 ? "marked" : `marked, ${notGraded} not graded`;
            say(renderProgressBar({ done, all }, left, terminal.theme.width));
          },
        });
        return { marked, isInterrupted: signal.aborted };
      },
      STOPS,
    ),
  );
}

/** One seed for all runs of a class: who is marked later has the same inputs, and what is known need not be found again. */
function seedOf(out: string): number {
  const file = join(out, VERDICTS, "seed");
  if (existsSync(file)) {
    const seed = Number(readFileSync(file, "utf8"));
    if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  }
  const seed = newSeed();
  writeWhole(file, `${seed}\n`);
  return seed;
}

const FILE_THEME = createTheme({ width: 80, color: false });

function writeMarks(out: string, marked: readonly MarkedSubmission[]): void {
  const gradebook = makeGradebook(marked);
  for (const { learner, report } of marked) {
    const file = join(out, REPORTS, learner);
    writeWhole(`${file}.txt`, `${renderReport(forLearners(report), FILE_THEME)}\n`);
    writeWhole(`${file}.json`, `${JSON.stringify(report, undefined, 2)}\n`);
  }
  writeWhole(join(out, "gradebook.json"), `${JSON.stringify(gradebook, undefined, 2)}\n`);
  writeWhole(join(out, "gradebook.csv"), gradebookCsv(gradebook));
}

function tellMarks(
  { terminal }: Context,
  marked: readonly MarkedSubmission[],
  { others }: FoundClass,
  out: string,
): void {
  terminal.write(renderGradebook(makeGradebook(marked), terminal.theme));
  if (others.length > 0)
    terminal.tell(`Neither a folder nor an archive, and left out: ${others.join(", ")}.`);
  terminal.tell(
    `The marks are in ${out}: gradebook.csv, gradebook.json, and a report for each in ${REPORTS}.`,
  );
}

function isNotGraded({ report }: MarkedSubmission): boolean {
  return report.verdict === "could-not-grade";
}
