// The folder with the marks of a class: what is in it, and under which names.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import {
  forLearners,
  gradebookCsv,
  type MarkedSubmission,
  makeGradebook,
  type Report,
  writeWhole,
} from "../marking/index.ts";
import { createTheme, renderReport } from "../screen/index.ts";
import { newSeed } from "./new-seed.ts";
import { UsageError } from "./parse-command.ts";

export const REPORTS = "reports";
/** What an interrupted run has found, and what the next one need not find again. */
const VERDICTS = ".verdicts";

/** What earlier runs have found. */
export function verdictsIn(folder: string): string {
  return join(folder, VERDICTS);
}

/**
 * The folder that the marks go to, made where it is not there: beside the submissions where it is left out.
 *
 * @throws {UsageError} When it lies among the submissions, or cannot be written to
 */
export function marksFolder(
  submissions: string,
  folder = join(dirname(submissions), `${basename(submissions)}-marks`),
): string {
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

/** One seed for all runs of a class: who is marked later has the same inputs, and what is known need not be found again. */
export function seedOf(out: string): number {
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

/**
 * Writes a gradebook, and a report for each.
 *
 * @returns What kept it from writing all of them, as where a disk has run full
 */
export function writeMarks(out: string, marked: readonly MarkedSubmission[]): Error | undefined {
  const gradebook = makeGradebook(marked);
  try {
    for (const { learner, report } of marked) writeReports(join(out, REPORTS, learner), report);
    writeWhole(join(out, "gradebook.json"), `${JSON.stringify(gradebook, undefined, 2)}\n`);
    writeWhole(join(out, "gradebook.csv"), gradebookCsv(gradebook));
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function writeReports(file: string, report: Report): void {
  const text = renderReport(forLearners(report), FILE_THEME);
  writeWhole(`${file}.txt`, `${text}\n`, { flush: false });
  writeWhole(`${file}.json`, `${JSON.stringify(report, undefined, 2)}\n`, { flush: false });
}
