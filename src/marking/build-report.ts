import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "../course/index.ts";
import type { Isolation } from "../grading/index.ts";
import type { Choices } from "./choices.ts";
import { helpShown } from "./help-shown.ts";
import { pathOf, submissionName, type TakenSubmission } from "./intake/take-submission.ts";
import { notGraded } from "./mark-lesson.ts";
import { type LessonReport, type Points, REPORT_SCHEMA, type Report } from "./report.ts";
import { weighLesson } from "./weigh-lesson.ts";

/** What is known of a marking, at any time of it. */
export interface Known {
  /** Folder of the course. */
  readonly root: string;
  readonly seed: number;
  /** How many times as long as usual a call could take. */
  readonly patience: number;
  /** Path that the submission came from; undefined for the course's own exercises. */
  readonly from: string | undefined;
  /** What there is between the submission and this machine; undefined where nothing was asked for. */
  readonly isolation: Isolation | undefined;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** The lessons that are to be marked. */
  readonly wanted: readonly Lesson[];
  readonly taken: TakenSubmission | undefined;
  readonly choices: Choices;
  /** By slug, by whatever choices. */
  readonly marked: ReadonlyMap<string, LessonReport>;
  /** Why nothing comes after this; undefined for a marking that came to its end. */
  readonly reason: string | undefined;
}

/** The report on what is known. A lesson that is not marked could not be graded, and neither could the whole. */
export function buildReport(known: Known): Report {
  const { wanted, marked, choices, reason } = known;
  const { progress, costs } = helpShown(choices, known.taken);
  const lessons = wanted.map((lesson) => {
    const report = marked.get(lesson.slug) ?? notGraded(lesson, reason ?? "It was not marked.");
    return weighLesson(report, choices, progress);
  });
  const points = reason === undefined ? sumOf(lessons) : undefined;
  return {
    schema: REPORT_SCHEMA,
    course: describeCourse(known.root),
    submission: describeSubmission(known),
    seed: known.seed,
    ...(known.patience !== 1 && { patience: known.patience }),
    startedAt: known.startedAt.toISOString(),
    durationMs: Math.round(known.durationMs),
    node: process.version,
    isolation: known.isolation?.kind === "strict" ? known.isolation.tools.name : "none",
    verdict: reason === undefined ? verdictOf(lessons) : "could-not-grade",
    ...(reason !== undefined && { reason }),
    ...(points !== undefined && { points }),
    ...(costs !== undefined && { costs }),
    lessons,
  };
}

function describeSubmission({ from, taken, wanted }: Known): Report["submission"] {
  const { files = new Map(), refused = new Map<string, string>() } = taken ?? {};
  const isMissing = ({ slug }: Lesson) => taken !== undefined && !files.has(slug) && !refused.has(slug);
  return {
    ...(from !== undefined && { from: submissionName(from) }),
    files: [...files.values()],
    missing: wanted.filter(isMissing).map(({ slug }) => pathOf(slug)),
    refused: [...refused].map(([slug, reason]) => ({ path: pathOf(slug), reason })),
  };
}

function verdictOf(lessons: readonly LessonReport[]): Report["verdict"] {
  if (lessons.some(({ verdict }) => verdict === "could-not-grade")) return "could-not-grade";
  return lessons.every(({ verdict }) => verdict === "passed") ? "passed" : "failed";
}

/** Where one lesson has no points, the sum of the others would be taken for the whole. */
function sumOf(lessons: readonly LessonReport[]): Points | undefined {
  const all = lessons.map(({ points }) => points);
  if (all.some((points) => points === undefined)) return undefined;
  const sum = (which: keyof Points) => all.reduce((total, points) => total + points![which], 0);
  return { earned: sum("earned"), most: sum("most") };
}

/** A copy of the course may have no package.json. */
function describeCourse(root: string): Report["course"] {
  try {
    const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { name: String(name), version: String(version) };
  } catch {
    return { name: "http-by-hand", version: "unknown" };
  }
}
