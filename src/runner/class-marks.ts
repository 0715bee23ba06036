// The folder with the marks of a class: what is in it, and under which names.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import {
  forLearners,
  type Gradebook,
  gradebookCsv,
  type MarkedSubmission,
  makeGradebook,
  type Report,
  type Roster,
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

/** Milliseconds between two gradebooks that are not the last one, at least. */
const APART_MS = 2_000;
/** Of the time of a marking, no more than this part goes into them. */
const MOST_SHARE = 1 / 50;

/**
 * Keeps the gradebook true while a class is marked: whatever ends this process, it says who was marked, and who was not.
 * What cannot be written now, as where a disk has run full, is told when the last one is.
 *
 * @param roster As `makeGradebook` takes it
 * @param now Milliseconds of a clock that only goes forward
 */
export function keepGradebook(
  out: string,
  roster?: Roster,
  now: () => number = () => performance.now(),
): (soFar: () => readonly MarkedSubmission[]) => void {
  let nextMs = Number.NEGATIVE_INFINITY;
  return (soFar) => {
    const startMs = now();
    if (startMs < nextMs) return;
    problemOf(() => writeGradebook(out, makeGradebook(soFar(), roster)));
    const endMs = now();
    nextMs = endMs + Math.max(APART_MS, (endMs - startMs) / MOST_SHARE);
  };
}

/**
 * Writes the gradebook, and a report for each.
 *
 * @returns What kept it from writing all of them, as where a disk has run full
 */
export function writeMarks(
  out: string,
  marked: readonly MarkedSubmission[],
  gradebook: Gradebook,
): Error | undefined {
  return problemOf(() => {
    writeGradebook(out, gradebook);
    for (const { learner, report } of marked) writeReports(join(out, REPORTS, fileNameOf(learner)), report);
  });
}

function problemOf(act: () => void): Error | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function writeGradebook(out: string, gradebook: Gradebook): void {
  writeWhole(join(out, "gradebook.json"), `${JSON.stringify(gradebook, undefined, 2)}\n`);
  writeWhole(join(out, "gradebook.csv"), gradebookCsv(gradebook));
}

/** Systems take 255 octets for a name, and some of them are for its ending and for what is being written. */
const MOST_NAME_OCTETS = 200;
const KEPT_CHARACTERS = 40;

/** A name that is as long as a name can be leaves no room for an ending: what tells it from others is put instead. */
function fileNameOf(learner: string): string {
  if (Buffer.byteLength(learner) <= MOST_NAME_OCTETS) return learner;
  const short = [...learner].slice(0, KEPT_CHARACTERS).join("");
  return `${short}-${createHash("sha256").update(learner).digest("hex").slice(0, 12)}`;
}

const FILE_THEME = createTheme({ width: 80, color: false });

function writeReports(file: string, report: Report): void {
  const text = renderReport(forLearners(report), FILE_THEME);
  writeWhole(`${file}.txt`, `${text}\n`, { flush: false });
  writeWhole(`${file}.json`, `${JSON.stringify(report, undefined, 2)}\n`, { flush: false });
}
